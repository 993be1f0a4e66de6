package com.steveslist.events.verify;

import com.steveslist.events.proof.ConsistencyProof;
import com.steveslist.events.proof.Hash;
import com.steveslist.events.proof.InclusionProof;
import com.steveslist.events.proof.SignedHead;
import java.util.List;

/** Judges heads and single events by proofs, without the events. */
final class HeadsCheck {

    private HeadsCheck() {}

    /** Whether the newer head's tree is known to begin with that of the older. */
    static boolean isConfirmed(SignedHead older, SignedHead newer, List<ConsistencyProof> proofs) {
        Hash from = older.head().root();
        Hash to = newer.head().root();
        return older.size() == newer.size()
                ? from.equals(to)
                : proofs.stream().anyMatch(proof -> proof.from() == older.size() && proof.to() == newer.size() && proof.holds(from, to));
    }

    /** Of one log, which began to be proven once. */
    static void requireSameLog(SignedHead one, SignedHead other) {
        if (!one.head().log().equals(other.head().log()) || !one.head().begun().equals(other.head().begun())) {
            throw new NotIntactException("the head of " + one.size() + " events (" + one.head().time() + ") and that of " + other.size()
                    + " events (" + other.head().time() + ") are of two logs: " + one.head().log() + ", proven since "
                    + one.head().begun().time() + " from " + one.head().begun().size() + " events on, and " + other.head().log()
                    + ", since " + other.head().begun().time() + " from " + other.head().begun().size());
        }
    }

    /** Two heads, of which one may have been kept for years. */
    static Verdict heads(SignedHead older, SignedHead newer, ConsistencyProof proof, KnownKeys keys) {
        keys.require(older);
        keys.require(newer);
        requireSameLog(older, newer);
        if (!isConfirmed(older, newer, List.of(proof))) {
            throw new NotIntactException("the " + newer.size() + " events of the head of " + newer.head().time() + " do not begin with the "
                    + older.size() + " of the head of " + older.head().time() + ", as far as this proof says");
        }
        return new Verdict(true, List.of("the first " + older.size() + " of " + newer.size() + " events are unaltered between "
                + older.head().time() + " and " + newer.head().time()));
    }

    /** One event. @param leaf its hash */
    static Verdict event(Hash leaf, InclusionProof proof, SignedHead head, KnownKeys keys) {
        keys.require(head);
        if (proof.size() != head.size() || !proof.root(leaf).equals(head.head().root())) {
            throw new NotIntactException("the event with this hash is not at position " + (proof.index() + 1) + " of the head of "
                    + head.size() + " events, as far as this proof says");
        }
        return new Verdict(true, List.of("the event is at position " + (proof.index() + 1) + " of " + head.size() + ", as signed at "
                + head.head().time()));
    }
}
