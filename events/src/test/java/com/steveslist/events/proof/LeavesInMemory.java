package com.steveslist.events.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** A tree that keeps all its leaves and hashes nodes as the RFC defines them. */
final class LeavesInMemory implements Nodes {

    private final List<Hash> leaves = new ArrayList<>();

    /** Leaves that are told apart by their number. */
    static LeavesInMemory of(long size) {
        LeavesInMemory tree = new LeavesInMemory();
        LongStream.range(0, size).forEach(index -> tree.add(Hash.ofLeaf(("leaf " + index).getBytes())));
        return tree;
    }

    void add(Hash leaf) {
        leaves.add(leaf);
    }

    Hash leaf(long index) {
        return leaves.get((int) index);
    }

    @Override
    public Hash node(int level, long index) {
        return level == 0 ? leaf(index) : Hash.ofNode(node(level - 1, 2 * index), node(level - 1, 2 * index + 1));
    }

    /** MTH of RFC 9162, 2.1.1, word by word. */
    Hash root(long size) {
        return size == 0 ? Hash.EMPTY : root(0, size);
    }

    private Hash root(long from, long to) {
        if (to - from == 1) {
            return leaf(from);
        }
        long k = 1;
        while (2 * k < to - from) {
            k *= 2;
        }
        return Hash.ofNode(root(from, from + k), root(from + k, to));
    }
}
