package com.steveslist.events.verify;

import com.steveslist.events.proof.KeyNote;
import com.steveslist.events.proof.LogKey;
import com.steveslist.events.proof.SignedHead;
import com.steveslist.events.proof.SignedNote;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The keys that are believed: one to begin with, and each that a believed one vouches for. */
final class KnownKeys {

    private final List<LogKey> believed = new ArrayList<>();
    private final List<SignedNote> notes = new ArrayList<>();

    /**
     * @param known ids of keys that are believed by themselves; when there is none, the first note is believed
     * @param links notes of keys, the older first
     */
    KnownKeys(Set<String> known, List<SignedNote> links) {
        for (SignedNote note : links) {
            KeyNote key = KeyNote.parse(note.text());
            boolean byItself = known.isEmpty() ? believed.isEmpty() : known.contains(key.key().id());
            boolean vouchedFor = key.previous() != null && key.isSigned(note, believed.toArray(LogKey[]::new));
            if ((byItself && note.signedBy(key.key(), key.log()) || vouchedFor) && !believed.contains(key.key())) {
                believed.add(key.key());
                notes.add(note);
            }
        }
        if (believed.isEmpty()) {
            throw new NotIntactException("none of the " + links.size() + " keys that are given is one that you know");
        }
    }

    /** The notes of those that are believed, to be kept. */
    List<SignedNote> notes() {
        return notes;
    }

    String first() {
        return believed.getFirst().id();
    }

    boolean signed(SignedHead head) {
        return believed.stream().anyMatch(head::signedBy);
    }

    boolean signed(SignedNote note, String log) {
        return believed.stream().anyMatch(key -> note.signedBy(key, log));
    }

    SignedHead require(SignedHead head) {
        if (!signed(head)) {
            throw new NotIntactException("the head of " + head.size() + " events (" + head.head().time() + ") is signed by no key that you"
                    + " know: it names key " + head.head().key());
        }
        return head;
    }
}
