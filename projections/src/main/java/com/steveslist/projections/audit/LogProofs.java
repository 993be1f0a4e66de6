package com.steveslist.projections.audit;

import com.steveslist.events.log.LogPosition;
import com.steveslist.events.proof.ConsistencyProof;
import com.steveslist.events.proof.Hash;
import com.steveslist.events.proof.SignedHead;
import com.steveslist.events.proof.SignedNote;
import com.steveslist.infra.proof.ProofBook;
import com.steveslist.query.audit.Proofs;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Shows the query side what the proof's keeper has. */
record LogProofs(ProofBook book) implements Proofs {

    @Override
    public Optional<SignedHead> latest() {
        return book.latest();
    }

    @Override
    public List<NumberedHead> before(long number, int limit) {
        return book.before(number, limit).stream().map(LogProofs::numbered).toList();
    }

    @Override
    public List<NumberedHead> after(long number, int limit) {
        return book.after(number, limit).stream().map(LogProofs::numbered).toList();
    }

    private static NumberedHead numbered(ProofBook.NumberedHead head) {
        return new NumberedHead(head.number(), head.head());
    }

    @Override
    public Optional<SignedHead> covering(LogPosition place, Duration within) {
        return book.covering(place, within);
    }

    @Override
    public long size() {
        return book.size();
    }

    @Override
    public Hash root(long size) {
        return book.root(size);
    }

    @Override
    public Inclusion inclusion(long position, long size) {
        return new Inclusion(book.leaf(position), book.inclusion(position, size));
    }

    @Override
    public ConsistencyProof consistency(long from, long to) {
        return book.consistency(from, to);
    }

    @Override
    public List<SignedNote> keys() {
        return book.keys();
    }

    @Override
    public List<SignedNote> epochs() {
        return book.epochs();
    }
}
