package com.steveslist.api.proof;

import com.steveslist.events.proof.KeyNote;
import com.steveslist.events.proof.SignedNote;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key that signs for the log, or did.
 *
 * @param publicKey the 32 bytes of Ed25519 in base64
 * @param previousId the key that vouches for it; null for the first, and after a key was lost
 * @param note the whole signed note
 */
record KeyResource(String id, String publicKey, @Nullable String previousId, Instant since, String note) {

    static KeyResource of(SignedNote note) {
        KeyNote key = KeyNote.parse(note.text());
        return new KeyResource(key.key().id(), key.key().base64(), key.previous(), key.time(), note.toString());
    }
}
