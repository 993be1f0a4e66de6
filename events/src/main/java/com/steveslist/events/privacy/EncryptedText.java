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

    @Override
    public String toString() {
        return "EncryptedText[…]";
    }
}
