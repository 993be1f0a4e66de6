package com.steveslist.infra.proof;

import com.steveslist.events.log.LogPosition;
import com.steveslist.events.proof.ConsistencyProof;
import com.steveslist.events.proof.EpochNote;
import com.steveslist.events.proof.Hash;
import com.steveslist.events.proof.InclusionProof;
import com.steveslist.events.proof.MerkleTree;
import com.steveslist.events.proof.Nodes;
import com.steveslist.events.proof.SignedHead;
import com.steveslist.events.proof.SignedNote;
import com.steveslist.infra.proof.NoteTable.KeptHead;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/** What was signed and what can be proven, to be read on any node; none needs the key for it. */
public final class ProofBook {

    private static final long LOOK_MILLIS = 25;
    private static final int PAGE = 100;

    private final TreeTable tree;
    private final TileTable tiles;
    private final NoteTable notes;

    public ProofBook(DataSource dataSource) {
        this.tree = new TreeTable(dataSource);
        this.tiles = new TileTable(dataSource);
        this.notes = new NoteTable(dataSource);
    }

    /** A head and the number that it has in the order of signing, from 1. */
    public record NumberedHead(long number, SignedHead head) {}

    public Optional<SignedHead> latest() {
        return notes.latestHead();
    }

    /** The newest first, of those that were signed before the one with this number. */
    public List<NumberedHead> before(long number, int limit) {
        return notes.heads(number, limit).stream().map(ProofBook::numbered).toList();
    }

    /** The oldest first, of those that were signed after the one with this number. */
    public List<NumberedHead> after(long number, int limit) {
        return notes.headsAfter(number, limit).stream().map(ProofBook::numbered).toList();
    }

    private static NumberedHead numbered(KeptHead head) {
        return new NumberedHead(head.id(), head.head());
    }

    /**
     * A head that covers the events up to a place of the log, and knows of its epoch. When there is none, one is asked for.
     *
     * @param within how long to wait for it; zero to ask only
     * @return empty when nobody has signed by then
     */
    public Optional<SignedHead> covering(LogPosition place, Duration within) {
        long giveUpAt = System.nanoTime() + within.toNanos();
        Optional<SignedHead> head = latest(place);
        if (head.isEmpty()) {
            tree.wish(place.position());
        }
        while (head.isEmpty() && System.nanoTime() < giveUpAt) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
            head = latest(place);
        }
        return head;
    }

    private Optional<SignedHead> latest(LogPosition place) {
        return latest().filter(head -> head.size() >= place.position() && head.head().epoch() >= place.epoch());
    }

    /**
     * The first of the kept heads that covers the events up to a position, and of which no epoch has taken anything back. It stays from now
     * on: who asks again is given the same.
     */
    public Optional<SignedHead> firstCovering(long position) {
        return pinFirst(position, Long.MAX_VALUE);
    }

    /** Likewise, the first of exactly this size. */
    public Optional<SignedHead> ofSize(long size) {
        return pinFirst(size, size);
    }

    /** What no epoch took back only grows, so the smallest is the first that was signed. */
    private Optional<SignedHead> pinFirst(long least, long most) {
        List<EpochNote> epochs = notes.epochs().stream().map(note -> EpochNote.parse(note.text())).toList();
        List<KeptHead> page = notes.headsOver(least, 0, most, PAGE);
        while (!page.isEmpty()) {
            for (KeptHead kept : page) {
                if (epochs.stream().noneMatch(epoch -> epoch.tookBack(kept.head().head()))) {
                    notes.pin(kept.id());
                    return Optional.of(kept.head());
                }
            }
            page = notes.headsOver(page.getLast().head().size(), page.getLast().id(), most, PAGE);
        }
        return Optional.empty();
    }

    /** The tree as it is kept; for one answer, on one thread. */
    public Nodes nodes() {
        return new Tiles(tiles);
    }

    /** How many events can be proven now: no more than this and no fewer than the latest head. */
    public long size() {
        return tree.read().size();
    }

    /** Of the first events. @param size from 0 to {@link #size} */
    public Hash root(long size) {
        return MerkleTree.of(size, new Tiles(tiles)).root();
    }

    /** That an event is among the first. @param size from {@code position} to {@link #size} */
    public InclusionProof inclusion(long position, long size) {
        return InclusionProof.of(position - 1, size, new Tiles(tiles));
    }

    /** That the first events are the first ones of more. @param to from {@code from} to {@link #size} */
    public ConsistencyProof consistency(long from, long to) {
        return ConsistencyProof.of(from, to, new Tiles(tiles));
    }

    /** The hashes that the tree has for 256 events, the first of which is at position 256 × index + 1; fewer at its end. */
    byte[] leaves(long index) {
        return tiles.read(0, index).orElse(new byte[0]);
    }

    /** The hash that the tree has for an event. */
    public Hash leaf(long position) {
        return new Tiles(tiles).node(0, position - 1);
    }

    /** The roots of the perfect subtrees over the first events, from the largest to the smallest. */
    public List<Hash> peaks(long size) {
        return MerkleTree.of(size, new Tiles(tiles)).peaks();
    }

    /** A key's note each, the first key's first. */
    public List<SignedNote> keys() {
        return notes.keys();
    }

    /** What epochs took back, in their order. */
    public List<SignedNote> epochs() {
        return notes.epochs();
    }
}
