package com.steveslist.events.proof;

/** A tree head and the note that it was read from, which is what an auditor keeps. */
public record SignedHead(TreeHead head, SignedNote note) {

    /** As {@link #toString} writes it; throws {@link MalformedProofException} for anything else. */
    public static SignedHead parse(String text) {
        SignedNote note = SignedNote.parse(text);
        return new SignedHead(TreeHead.parse(note.text()), note);
    }

    public long size() {
        return head.size();
    }

    public boolean signedBy(LogKey key) {
        return key.id().equals(head.key()) && note.signedBy(key, head.log());
    }

    @Override
    public String toString() {
        return note.toString();
    }
}
