package com.steveslist.events.proof;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * That a tree begins with all leaves of an earlier one, in their order: nothing was altered, taken out or put in between.
 *
 * @param from the size of the earlier tree, at least 1
 * @param to the size of the later one
 * @param path at most ⌈log2 to⌉ + 1 hashes; none when both are of one size
 */
public record ConsistencyProof(long from, long to, List<Hash> path) {

    private static final String KIND = "steveslist-consistency";
    private static final String FORM = "v1";

    public ConsistencyProof {
        path = List.copyOf(path);
        if (from < 1 || from > to) {
            throw new MalformedProofException("a tree of " + to + " leaves did not come out of one of " + from);
        }
    }

    /** RFC 9162, 2.1.4.1. */
    public static ConsistencyProof of(long from, long to, Nodes nodes) {
        List<Hash> path = new ArrayList<>();
        long start = 0;
        long earlier = from;
        long end = to;
        // Whether what is left of the earlier tree is that tree itself: then who checks has its root already.
        boolean whole = true;
        while (earlier < end) {
            long middle = start + Subtrees.split(end - start);
            if (earlier <= middle) {
                path.addFirst(Subtrees.root(middle, end, nodes));
                end = middle;
            } else {
                path.addFirst(Subtrees.root(start, middle, nodes));
                start = middle;
                whole = false;
            }
        }
        if (!whole) {
            path.addFirst(Subtrees.root(start, end, nodes));
        }
        return new ConsistencyProof(from, to, path);
    }

    /** Whether the later tree of these two begins with the earlier one: RFC 9162, 2.1.4.2. */
    public boolean holds(Hash earlier, Hash later) {
        if (from == to) {
            return path.isEmpty() && earlier.equals(later);
        }
        Iterator<Hash> next = path.iterator();
        boolean whole = Long.bitCount(from) == 1;
        if (!whole && !next.hasNext()) {
            return false;
        }
        // Begins at the largest subtree that ends where the earlier tree ends.
        int skipped = Long.numberOfTrailingZeros(from);
        long node = (from - 1) >> skipped;
        long last = (to - 1) >> skipped;
        Hash earlierRoot = whole ? earlier : next.next();
        Hash laterRoot = earlierRoot;
        while (next.hasNext()) {
            if (last == 0) {
                return false;
            }
            Hash beside = next.next();
            if ((node & 1) == 1 || node == last) {
                earlierRoot = Hash.ofNode(beside, earlierRoot);
                laterRoot = Hash.ofNode(beside, laterRoot);
                while (node != 0 && (node & 1) == 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                laterRoot = Hash.ofNode(laterRoot, beside);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && earlierRoot.equals(earlier) && laterRoot.equals(later);
    }

    /** To be kept or sent. */
    public String text() {
        return KIND + " " + FORM + "\nfrom " + from + "\nto " + to + "\n" + Hash.lines("hash", path);
    }

    /** What {@link #text} wrote; throws {@link MalformedProofException} for anything else. */
    public static ConsistencyProof parse(String text) {
        NoteLines lines = new NoteLines("a proof of consistency", text);
        lines.form(KIND, FORM);
        return new ConsistencyProof(lines.number("from"), lines.number("to"), lines.hashes("hash"));
    }
}
