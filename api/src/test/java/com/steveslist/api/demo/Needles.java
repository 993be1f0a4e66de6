package com.steveslist.api.demo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Texts that must be nowhere, found in one pass over bytes however many there are. */
final class Needles {
    private static final int PREFIX = 4;
    private static final int FILTER_BITS = 16;

    private final Map<Integer, List<byte[]>> byPrefix = new HashMap<>();
    private final BitSet filter = new BitSet(1 << FILTER_BITS);

    void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < PREFIX) {
            throw new IllegalArgumentException("too short to mean anything: " + text);
        }
        int prefix = prefix(bytes, 0);
        byPrefix.computeIfAbsent(prefix, _ -> new ArrayList<>()).add(bytes);
        filter.set(slot(prefix));
    }

    int longest() {
        return byPrefix.values().stream().flatMap(List::stream).mapToInt(needle -> needle.length).max().orElse(0);
    }

    Set<String> in(String hay) {
        byte[] bytes = hay.getBytes(StandardCharsets.UTF_8);
        return in(bytes, bytes.length);
    }

    Set<String> in(byte[] hay, int length) {
        Set<String> found = new TreeSet<>();
        for (int i = 0; i + PREFIX <= length; i++) {
            int prefix = prefix(hay, i);
            if (filter.get(slot(prefix))) {
                for (byte[] needle : byPrefix.getOrDefault(prefix, List.of())) {
                    if (i + needle.length <= length && Arrays.equals(needle, 0, needle.length, hay, i, i + needle.length)) {
                        found.add(new String(needle, StandardCharsets.UTF_8));
                    }
                }
            }
        }
        return found;
    }

    private static int prefix(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 24 | (bytes[at + 1] & 0xff) << 16 | (bytes[at + 2] & 0xff) << 8 | bytes[at + 3] & 0xff;
    }

    private static int slot(int prefix) {
        return prefix * 0x9E3779B1 >>> 32 - FILTER_BITS;
    }
}
