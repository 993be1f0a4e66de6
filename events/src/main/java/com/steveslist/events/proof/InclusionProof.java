package com.steveslist.events.proof;

import java.util.ArrayList;
import java.util.List;

/**
 * That a leaf is in a tree, without the other leaves.
 *
 * @param index of the leaf, from 0: one less than its event's position
 * @param size of the tree
 * @param path the hashes beside the way from the leaf to the root, lowest first: at most ⌈log2 size⌉
 */
public record InclusionProof(long index, long size, List<Hash> path) {

    private static final String KIND = "steveslist-inclusion";
    private static final String FORM = "v1";

    public InclusionProof {
        path = List.copyOf(path);
        if (index < 0 || index >= size) {
            throw new MalformedProofException("a tree of " + size + " leaves has none at index " + index);
        }
    }

    /** RFC 9162, 2.1.3.1. */
    public static InclusionProof of(long index, long size, Nodes nodes) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("a tree of " + size + " leaves has none at index " + index);
        }
        List<Hash> path = new ArrayList<>();
        long from = 0;
        long to = size;
        while (to - from > 1) {
            long middle = from + Subtrees.split(to - from);
            boolean left = index < middle;
            path.addFirst(left ? Subtrees.root(middle, to, nodes) : Subtrees.root(from, middle, nodes));
            from = left ? from : middle;
            to = left ? middle : to;
        }
        return new InclusionProof(index, size, path);
    }

    /**
     * The root of the tree in which the leaf stands where this says, RFC 9162, 2.1.3.2. It proves something once it is compared with a root
     * that is trusted. Throws {@link MalformedProofException} when the path is too long or too short.
     */
    public Hash root(Hash leaf) {
        long node = index;
        long last = size - 1;
        Hash root = leaf;
        for (Hash beside : path) {
            if (last == 0) {
                throw new MalformedProofException("the path is too long");
            }
            if ((node & 1) == 1 || node == last) {
                root = Hash.ofNode(beside, root);
                // A node without a neighbour to its right is its parent's only child, and so on up.
                while ((node & 1) == 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                root = Hash.ofNode(root, beside);
            }
            node >>= 1;
            last >>= 1;
        }
        if (last != 0) {
            throw new MalformedProofException("the path is too short");
        }
        return root;
    }

    /** To be kept or sent. */
    public String text() {
        return KIND + " " + FORM + "\nindex " + index + "\nsize " + size + "\n" + Hash.lines("hash", path);
    }

    /** What {@link #text} wrote; throws {@link MalformedProofException} for anything else. */
    public static InclusionProof parse(String text) {
        NoteLines lines = new NoteLines("a proof of inclusion", text);
        lines.form(KIND, FORM);
        return new InclusionProof(lines.number("index"), lines.number("size"), lines.hashes("hash"));
    }
}
