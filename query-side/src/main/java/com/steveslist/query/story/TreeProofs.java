package com.steveslist.query.story;

import com.steveslist.events.proof.Hash;
import com.steveslist.events.proof.InclusionProof;
import com.steveslist.events.proof.Nodes;
import com.steveslist.events.proof.SignedHead;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Proofs out of a tree that somebody keeps. */
public final class TreeProofs implements StoryProofs {

    private final Tree tree;

    public TreeProofs(Tree tree) {
        this.tree = tree;
    }

    /** What is kept beside the log. */
    public interface Tree {

        /** Whether anything was ever signed. */
        boolean isSigned();

        /**
         * The first head that was signed over at least so many events; it may be signed for the asking, and stays from then on. Null when there is
         * none.
         */
        @Nullable
        SignedHead firstCovering(long size);

        /** The first head of exactly this size, which stays from then on; null when none was signed. */
        @Nullable
        SignedHead ofSize(long size);

        /** The notes about keys, oldest first. */
        List<String> keys();

        Nodes nodes();

        /** The leaves at these positions as they are hashed, in this order. */
        List<byte[]> leaves(List<Long> positions);
    }

    @Override
    public @Nullable Proven prove(List<Long> positions, @Nullable Long size) {
        SignedHead head = head(positions.getLast(), size);
        if (head == null) {
            return null;
        }
        Nodes nodes = tree.nodes();
        Iterator<byte[]> leaves = tree.leaves(positions).iterator();
        List<EventProof> proofs =
                positions.stream().map(position -> proof(position, leaves.next(), head.size(), nodes)).toList();
        return new Proven(proofs, head.toString(), tree.keys(), head.size());
    }

    private @Nullable SignedHead head(long last, @Nullable Long size) {
        SignedHead head = size == null ? tree.firstCovering(last) : tree.ofSize(size);
        if (head == null && size == null && !tree.isSigned()) {
            return null;
        }
        if (head == null && size == null) {
            throw new NoSuchHeadException(
                    "No signed head covers position " + last + " yet, and nobody signs now. Try again in a minute.", true);
        }
        if (head == null) {
            throw new NoSuchHeadException("No head of size " + size + " was signed.", false);
        }
        if (head.size() < last) {
            throw new NoSuchHeadException("The head of size " + size + " does not cover the last event, at position " + last + ".", false);
        }
        return head;
    }

    private static EventProof proof(long position, byte[] leaf, long size, Nodes nodes) {
        return new EventProof(
                Hash.ofLeaf(leaf).base64(),
                Base64.getEncoder().encodeToString(leaf),
                InclusionProof.of(position - 1, size, nodes).path().stream().map(Hash::base64).toList(),
                position);
    }
}
