package com.steveslist.events.proof;

/** How the tree of RFC 9162, 2.1.1 is divided. */
final class Subtrees {

    private Subtrees() {}

    /** How many of so many leaves are in the left half: the largest power of two below the number. */
    static long split(long leaves) {
        return Long.highestOneBit(leaves - 1);
    }

    /** The root over the leaves from one index up to before another, where the way of dividing them comes by such a pair. */
    static Hash root(long from, long to, Nodes nodes) {
        long leaves = to - from;
        if (Long.bitCount(leaves) == 1) {
            int level = Long.numberOfTrailingZeros(leaves);
            return nodes.node(level, from >> level);
        }
        long middle = from + split(leaves);
        return Hash.ofNode(root(from, middle, nodes), root(middle, to, nodes));
    }
}
