package com.steveslist.events.verify;

import com.steveslist.events.proof.KeyNote;
import com.steveslist.events.proof.LogKey;
import com.steveslist.events.proof.SignedHead;
import com.steveslist.events.proof.SignedNote;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The keys that are believed: one to begin with, each that a believed one vouches for, and those before them, for what they signed. Who
 * knows the newest key only can so check what was signed by all.
 */
final class KnownKeys {

    private final Trust trust;
    private final List<LogKey> vouching = new ArrayList<>();
    private final List<SignedNote> notes = new ArrayList<>();
    private final Set<LogKey> believed;

    /** @param links notes of keys, the older first */
    KnownKeys(Trust trust, List<SignedNote> links) {
        this.trust = trust;
        List<SignedNote> valid = links.stream().filter(note -> !isRevoked(KeyNote.parse(note.text()).key().id())).toList();
        for (SignedNote note : valid) {
            KeyNote key = KeyNote.parse(note.text());
            boolean byItself = trust.isTold() ? trust.known().contains(key.key().id()) : vouching.isEmpty();
            boolean vouchedFor = key.previous() != null && key.isSigned(note, vouching.toArray(LogKey[]::new));
            if ((byItself && note.signedBy(key.key(), key.log()) || vouchedFor) && !vouching.contains(key.key())) {
                vouching.add(key.key());
                notes.add(note);
            }
        }
        if (vouching.isEmpty()) {
            throw new NotIntactException("none of its keys (" + ids(links) + ") is one that you know (" + String.join(", ", trust.known())
                    + ") and was not told to be revoked");
        }
        this.believed = KeyNote.withThoseBefore(vouching, valid);
    }

    private static String ids(List<SignedNote> links) {
        return links.stream().map(note -> KeyNote.parse(note.text()).key().id()).collect(Collectors.joining(", "));
    }

    /** The notes of those that vouch for later ones, to be kept. */
    List<SignedNote> notes() {
        return notes;
    }

    String first() {
        return vouching.getFirst().id();
    }

    /** Whether what names this key as its signer is to be left out. */
    boolean isRevoked(String key) {
        return trust.revoked().contains(key);
    }

    boolean signed(SignedNote note, String log) {
        return believed.stream().anyMatch(key -> note.signedBy(key, log));
    }

    SignedHead require(SignedHead head) {
        if (believed.stream().noneMatch(head::signedBy)) {
            throw new NotIntactException("the head of " + head.size() + " events (" + head.head().time() + ") is signed by no key that you"
                    + " know: it names key " + head.head().key() + (isRevoked(head.head().key()) ? ", which is revoked" : ""));
        }
        return head;
    }
}
