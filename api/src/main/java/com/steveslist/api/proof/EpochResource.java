package com.steveslist.api.proof;

import com.steveslist.events.proof.EpochNote;
import com.steveslist.events.proof.SignedNote;
import java.time.Instant;

/**
 * What a promotion or a restore took back.
 *
 * @param id the epoch that began
 * @param kept the last position that it took over; what heads of earlier epochs cover behind it is gone
 * @param root of the tree over what was kept, in lower-case hexadecimal
 * @param note the whole signed note
 */
record EpochResource(String id, int epoch, long kept, String root, Instant signedAt, String keyId, String note) {

    static EpochResource of(SignedNote note) {
        EpochNote epoch = EpochNote.parse(note.text());
        return new EpochResource(
                Integer.toString(epoch.epoch()),
                epoch.epoch(),
                epoch.kept(),
                epoch.root().toString(),
                epoch.time(),
                epoch.key(),
                note.toString());
    }
}
