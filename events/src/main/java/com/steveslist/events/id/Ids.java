package com.steveslist.events.id;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How identifiers are made and checked: a prefix, {@code _}, and 26 characters of Crockford's base 32 that hold 48 bits of
 * milliseconds and 80 random bits, as a ULID does. Sorting by text sorts by time to the millisecond; within a node, ids never go
 * back.
 */
public final class Ids {

    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final boolean[] IS_DIGIT = isDigit();
    private static final int LENGTH = 26;
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

    /** A plain loop over a table: every id of every event that is read comes by here. */
    private static boolean areDigits(String value, int from) {
        for (int i = from; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= IS_DIGIT.length || !IS_DIGIT[c]) {
                return false;
            }
        }
        return true;
    }

    private static boolean[] isDigit() {
        boolean[] isDigit = new boolean[128];
        for (char digit : ALPHABET) {
            isDigit[digit] = true;
        }
        return isDigit;
    }
}
