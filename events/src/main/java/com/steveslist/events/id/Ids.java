package com.steveslist.events.id;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How identifiers are made and checked: a prefix, {@code _}, and 26 characters of Crockford's base 32 that hold 48 bits of
 * milliseconds and 80 random bits, as a ULID does. Sorting by text sorts by time to the millisecond; within a node, ids never go
 * back.
 */
public final class Ids {

    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    /** The value of each digit; -1 for what is none. */
    private static final byte[] VALUES = values();
    private static final int LENGTH = 26;
    private static final int TIME_LENGTH = 10;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final AtomicLong LAST_MILLIS = new AtomicLong();

    private Ids() {}

    /** A new id with this prefix. */
    public static String next(String prefix) {
        long millis = LAST_MILLIS.accumulateAndGet(System.currentTimeMillis(), Math::max);
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        StringBuilder text = new StringBuilder(prefix.length() + 1 + LENGTH).append(prefix).append('_');
        for (int shift = 45; shift >= 0; shift -= 5) {
            text.append(ALPHABET[(int) (millis >>> shift) & 31]);
        }
        for (byte b : random) {
            text.append(ALPHABET[b & 31]);
        }
        return text.toString();
    }

    /** Returns {@code value} when it has this prefix and the right form, else throws {@link IllegalArgumentException}. */
    public static String check(String prefix, String value) {
        boolean fits = value.length() == prefix.length() + 1 + LENGTH
                && value.startsWith(prefix)
                && value.charAt(prefix.length()) == '_'
                && areDigits(value, prefix.length() + 1);
        if (!fits) {
            throw new IllegalArgumentException("not an id of the form " + prefix + "_…");
        }
        return value;
    }

    /** When an id of any prefix was made, in milliseconds since 1970; empty for what has not the form of one. */
    public static OptionalLong millis(String id) {
        int from = id.length() - LENGTH;
        if (from < 2 || id.charAt(from - 1) != '_' || !areDigits(id, from)) {
            return OptionalLong.empty();
        }
        long millis = 0;
        for (int i = from; i < from + TIME_LENGTH; i++) {
            millis = millis << 5 | VALUES[id.charAt(i)];
        }
        return OptionalLong.of(millis);
    }

    /** A plain loop over a table: every id of every event that is read comes by here. */
    private static boolean areDigits(String value, int from) {
        for (int i = from; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= VALUES.length || VALUES[c] < 0) {
                return false;
            }
        }
        return true;
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        for (byte value = 0; value < ALPHABET.length; value++) {
            values[ALPHABET[value]] = value;
        }
        return values;
    }
}
