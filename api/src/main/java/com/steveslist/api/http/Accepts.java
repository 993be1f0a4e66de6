package com.steveslist.api.http;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an {@code Accept} or {@code Accept-Encoding} lists, in its order. An absent or empty one lists anything. */
record Accepts(List<Range> ranges) {

    /** @param q 0 to 1; what is no number counts as 0 */
    record Range(String name, double q) {}

    /** How well a name is accepted. @param place in the list, from 0; lower is dearer */
    record Match(double q, int place) {

        static final Match NONE = new Match(0, Integer.MAX_VALUE);

        boolean isAccepted() {
            return q > 0;
        }

        /** With the same wish for both, what was named earlier wins. */
        boolean isBetterThan(Match other) {
            return isAccepted() && (q > other.q || q == other.q && place < other.place);
        }
    }

    static Accepts parse(@Nullable String header) {
        List<Range> ranges = new ArrayList<>();
        if (header == null || header.isBlank()) {
            ranges.add(new Range("*", 1));
        } else {
            for (String part : header.split(",")) {
                ranges.add(new Range(Negotiation.typeOf(part), Negotiation.quality(part)));
            }
        }
        return new Accepts(ranges);
    }

    boolean names(String name) {
        return ranges.stream().anyMatch(range -> range.name().equals(name));
    }

    /** The first of these that is listed decides, so that a precise wish outweighs a vague one. */
    Match of(String... mostPreciseFirst) {
        for (String name : mostPreciseFirst) {
            for (int place = 0; place < ranges.size(); place++) {
                if (ranges.get(place).name().equals(name)) {
                    return new Match(ranges.get(place).q(), place);
                }
            }
        }
        return Match.NONE;
    }
}
