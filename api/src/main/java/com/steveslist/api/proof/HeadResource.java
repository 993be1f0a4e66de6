package com.steveslist.api.proof;

import com.steveslist.events.proof.SignedHead;
import com.steveslist.events.proof.TreeHead;
import com.steveslist.query.audit.Proofs.NumberedHead;
import java.time.Instant;

/**
 * What was signed about the log at one time.
 *
 * @param id its number in the order of signing
 * @param size how many events it covers: those at the positions 1 to this
 * @param root of the tree over them, in lower-case hexadecimal
 * @param begunAt when proofs began for this log
 * @param begunSize how many events it held then
 * @param note the whole signed note, which is what is to be kept
 */
record HeadResource(
        String id,
        String log,
        long size,
        String root,
        int epoch,
        Instant signedAt,
        Instant begunAt,
        long begunSize,
        String keyId,
        String note) {

    static HeadResource of(NumberedHead numbered) {
        SignedHead signed = numbered.signed();
        TreeHead head = signed.head();
        return new HeadResource(
                Long.toString(numbered.number()),
                head.log(),
                head.size(),
                head.root().toString(),
                head.epoch(),
                head.time(),
                head.begun().time(),
                head.begun().size(),
                head.key(),
                signed.toString());
    }
}
