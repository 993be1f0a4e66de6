package com.steveslist.projections.reconcile;

import java.util.ArrayList;
import java.util.List;

/**
 * One comparison.
 *
 * @param compared how much was compared, for people
 * @param differences zero when all is well
 * @param examples some of the differences, for people
 */
record Check(String name, String compared, long differences, List<String> examples) {
    private static final int EXAMPLES = 10;

    Check {
        examples = List.copyOf(examples);
    }

    static Check of(String name, String compared, Differences differences) {
        return new Check(name, compared, differences.count, differences.examples);
    }

    /** A part that is compared cannot be read: nothing is known, which is not zero. */
    static Check unreadable(String name, Exception cause) {
        String said = cause.getMessage();
        return new Check(name, "cannot be read", 1,
                List.of(said == null ? cause.getClass().getName() : said.strip().lines().findFirst().orElse("")));
    }

    /** Counts all, remembers some. */
    static final class Differences {
        private final List<String> examples = new ArrayList<>();
        private long count;

        void add(String example) {
            add(1, example);
        }

        void add(long howMany, String example) {
            if (howMany != 0) {
                count += Math.abs(howMany);
                if (examples.size() < EXAMPLES) {
                    examples.add(example);
                }
            }
        }

        /** Adds one when two values that should be the same are not. */
        void compare(Object expected, Object found, String what) {
            if (!expected.equals(found)) {
                add(what + ": " + expected + " expected, " + found + " found");
            }
        }
    }
}
