package com.steveslist.events.privacy;

/**
 * A personal value, encrypted with the key of the person it belongs to before any event is decided. It looks like
 * {@code enc1.acct_….<base64url>}; the second part names whose key opens it. When that key is erased the value is gone, everywhere.
 */
public record EncryptedText(String value) {

    public EncryptedText {
        if (!value.startsWith("enc1.")) {
            throw new IllegalArgumentException("a personal value must be encrypted before it is put in an event");
        }
    }

    /** The id of the account whose key opens it. */
    public String person() {
        int from = value.indexOf('.') + 1;
        int to = value.indexOf('.', from);
        if (to < 0) {
            throw new IllegalStateException("a personal value says whose key opens it");
        }
        return value.substring(from, to);
    }

    @Override
    public String toString() {
        return "EncryptedText[…]";
    }
}
