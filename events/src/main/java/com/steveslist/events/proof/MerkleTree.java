package com.steveslist.events.proof;

import java.util.ArrayList;
import java.util.List;

/**
 * A tree that leaves are added to, kept as the roots of its perfect subtrees: one for each bit of its size, so 64 hashes at the most. That
 * is all that roots need; proofs need the nodes below too, see {@link Nodes}.
 */
public final class MerkleTree {

    /** From the largest subtree, which is the leftmost, to the smallest. */
    private final List<Hash> peaks = new ArrayList<>();
    private long size;

    public MerkleTree() {}

    /** The tree of this size whose nodes somebody keeps. */
    public static MerkleTree of(long size, Nodes nodes) {
        MerkleTree tree = new MerkleTree();
        long before = 0;
        for (int level = Long.SIZE - 2; level >= 0; level--) {
            long leaves = 1L << level;
            if ((size & leaves) != 0) {
                tree.peaks.add(nodes.node(level, before >> level));
                before += leaves;
            }
        }
        tree.size = size;
        return tree;
    }

    /** The tree of this size with these roots of its perfect subtrees; throws {@link MalformedProofException} when their number is another. */
    public static MerkleTree of(long size, List<Hash> peaks) {
        if (size < 0 || Long.bitCount(size) != peaks.size()) {
            throw new MalformedProofException("a tree of " + size + " leaves has not " + peaks.size() + " perfect subtrees");
        }
        MerkleTree tree = new MerkleTree();
        tree.peaks.addAll(peaks);
        tree.size = size;
        return tree;
    }

    public void add(Hash leaf) {
        Hash peak = leaf;
        // As a carry in binary counting: each lower bit that is set has a peak which becomes the left child.
        for (long bits = size; (bits & 1) == 1; bits >>= 1) {
            peak = Hash.ofNode(peaks.removeLast(), peak);
        }
        peaks.add(peak);
        size++;
    }

    /** The number of leaves. */
    public long size() {
        return size;
    }

    /** The roots of its perfect subtrees, from the largest to the smallest. */
    public List<Hash> peaks() {
        return List.copyOf(peaks);
    }

    public Hash root() {
        if (peaks.isEmpty()) {
            return Hash.EMPTY;
        }
        Hash root = peaks.getLast();
        for (int i = peaks.size() - 2; i >= 0; i--) {
            root = Hash.ofNode(peaks.get(i), root);
        }
        return root;
    }
}
