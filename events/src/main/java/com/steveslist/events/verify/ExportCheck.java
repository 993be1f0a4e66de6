package com.steveslist.events.verify;

import com.steveslist.events.proof.ConsistencyProof;
import com.steveslist.events.proof.ExportText;
import com.steveslist.events.proof.Hash;
import com.steveslist.events.proof.Leaf;
import com.steveslist.events.proof.MalformedProofException;
import com.steveslist.events.proof.MerkleTree;
import com.steveslist.events.proof.SignedHead;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Goes through the events of an export once, in order, and holds the tree that they make against every head on the way. Stops at the first
 * thing that is wrong with a {@link NotIntactException}.
 */
final class ExportCheck {

    /** No event is longer. */
    private static final int LONGEST = 16 << 20;

    private final ExportFolder folder;
    private final ExportText export;
    private final List<SignedHead> heads;
    private final SignedHead newest;

    /** @param heads all that must agree with the events: the export's own and those that were kept, signed by keys that are believed */
    ExportCheck(ExportFolder folder, ExportText export, List<SignedHead> heads, SignedHead newest) {
        this.folder = folder;
        this.export = export;
        this.heads = heads.stream().sorted(Comparator.comparingLong(SignedHead::size)).toList();
        this.newest = newest;
    }

    void run() throws IOException {
        long named = confirmedHashes();
        MerkleTree tree = MerkleTree.of(export.first() - 1, export.peaks());
        Deque<SignedHead> ahead = new ArrayDeque<>(heads);
        long agreed = export.first() - 1;
        try (DataInputStream events = folder.events(); ExportFolder.Hashes hashes = folder.hashes()) {
            do {
                agreed = agree(tree, ahead, agreed);
                if (tree.size() >= export.last()) {
                    break;
                }
                long position = tree.size() + 1;
                Hash hash = next(events, position);
                Optional<Hash> logged = hashes.next();
                if (position <= named && logged.isPresent() && !logged.get().equals(hash)) {
                    throw new NotIntactException("the event at position " + position + " is not the one that was logged");
                }
                tree.add(hash);
            } while (true);
            requireEnd(tree, agreed);
            if (events.read() >= 0) {
                throw new NotIntactException("the export has more behind position " + export.last() + ", where it says that it ends");
            }
        }
    }

    /** How far the hashes that the log kept are those that were signed: up to there the altered event can be named. */
    private long confirmedHashes() throws IOException {
        long confirmed = 0;
        MerkleTree tree = MerkleTree.of(export.first() - 1, export.peaks());
        Deque<SignedHead> ahead = new ArrayDeque<>(heads);
        try (ExportFolder.Hashes hashes = folder.hashes()) {
            for (Optional<Hash> hash = hashes.next(); hash.isPresent() && tree.size() < export.last(); hash = hashes.next()) {
                tree.add(hash.get());
                while (!ahead.isEmpty() && ahead.getFirst().size() <= tree.size()) {
                    SignedHead head = ahead.removeFirst();
                    confirmed = head.size() == tree.size() && head.head().root().equals(tree.root()) ? tree.size() : confirmed;
                }
            }
            return tree.size() == export.last() && isWhatComesBefore(tree) ? tree.size() : confirmed;
        }
    }

    /** Holds the tree against the heads of its size. @return up to where everything agreed */
    private long agree(MerkleTree tree, Deque<SignedHead> ahead, long agreed) {
        long now = agreed;
        while (!ahead.isEmpty() && ahead.getFirst().size() <= tree.size()) {
            SignedHead head = ahead.removeFirst();
            if (head.size() == tree.size()) {
                if (!head.head().root().equals(tree.root())) {
                    throw new NotIntactException(between(agreed + 1, head.size()) + ": the head that was signed for them at "
                            + head.head().time() + " has another root");
                }
                now = head.size();
            }
        }
        return now;
    }

    private static String between(long from, long to) {
        if (from > to) {
            return "the events before position " + from + " are not those that were signed";
        }
        return from == to
                ? "the event at position " + to + " is not the one that was signed"
                : "the events from position " + from + " to " + to + " are not those that were signed";
    }

    private Hash next(DataInputStream events, long position) throws IOException {
        try {
            int length = events.readInt();
            if (length < 1 || length > LONGEST) {
                throw new NotIntactException("what stands at position " + position + " is no event");
            }
            byte[] leaf = new byte[length];
            events.readFully(leaf);
            long found = Leaf.decode(leaf).position();
            if (found != position) {
                throw new NotIntactException("the event at position " + position + " is missing: the export has that of position "
                        + found + " in its place");
            }
            return Hash.ofLeaf(leaf);
        } catch (EOFException e) {
            throw new NotIntactException("the event at position " + position + " is missing: the export ends there, and it is to go up to "
                    + export.last());
        } catch (MalformedProofException e) {
            throw new NotIntactException("what stands at position " + position + " is no event: " + e.getMessage());
        }
    }

    private void requireEnd(MerkleTree tree, long agreed) throws IOException {
        if (!isWhatComesBefore(tree)) {
            throw new NotIntactException(between(agreed + 1, tree.size()) + ": the newest head, of " + newest.size()
                    + " events, does not begin with them");
        }
    }

    /** Whether the newest head's tree begins with this one. */
    private boolean isWhatComesBefore(MerkleTree tree) throws IOException {
        if (tree.size() == newest.size()) {
            return tree.root().equals(newest.head().root());
        }
        Optional<ConsistencyProof> proof = folder.proof();
        return proof.isPresent() && proof.get().from() == tree.size() && proof.get().to() == newest.size()
                && proof.get().holds(tree.root(), newest.head().root());
    }
}
