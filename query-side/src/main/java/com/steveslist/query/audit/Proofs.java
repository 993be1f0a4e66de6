package com.steveslist.query.audit;

import com.steveslist.events.log.LogPosition;
import com.steveslist.events.proof.ConsistencyProof;
import com.steveslist.events.proof.Hash;
import com.steveslist.events.proof.InclusionProof;
import com.steveslist.events.proof.SignedHead;
import com.steveslist.events.proof.SignedNote;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Port: what was signed about the log, and proofs by the tree over it. */
public interface Proofs {

    /** A head and its number in the order of signing, from 1. */
    record NumberedHead(long number, SignedHead signed) {}

    /** The head that was signed last; empty when nothing was signed yet. */
    Optional<SignedHead> latest();

    /** The newest first, of those that were signed before the one with this number. */
    List<NumberedHead> before(long number, int limit);

    /** The oldest first, of those that were signed after the one with this number. */
    List<NumberedHead> after(long number, int limit);

    /** A head that covers a place of the log, signed now if there is none; empty when nobody signs within the bound. */
    Optional<SignedHead> covering(LogPosition place, Duration within);

    /** How many events can be proven now. */
    long size();

    /** Of the first events. @param size from 0 to {@link #size} */
    Hash root(long size);

    /** @param leaf the hash that the tree has for the event */
    record Inclusion(Hash leaf, InclusionProof proof) {}

    /** That an event is among the first ones. @param size from {@code position} to {@link #size} */
    Inclusion inclusion(long position, long size);

    /** That the first events are the first ones of more. @param to from {@code from} to {@link #size} */
    ConsistencyProof consistency(long from, long to);

    /** The notes of the keys that sign and signed, the first key's first. */
    List<SignedNote> keys();

    /** The notes of what epochs took back, in their order. */
    List<SignedNote> epochs();
}
