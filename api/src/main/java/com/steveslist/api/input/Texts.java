package com.steveslist.api.input;

import org.jspecify.annotations.Nullable;

/** What a text may hold. Lengths count Unicode code points. */
final class Texts {

    private Texts() {}

    /** The code and detail of what is wrong with it; null when nothing is. */
    static String @Nullable [] problem(String what, String value, int min, int max, boolean lines) {
        int length = value.codePointCount(0, value.length());
        if (length > max) {
            return new String[] {"too_long", what + " has " + length + " characters; at most " + max + " are possible."};
        }
        if (length < min || min > 0 && value.codePoints().allMatch(Texts::isInvisible)) {
            return new String[] {"too_short", what + " needs at least " + min + (min == 1 ? " character" : " characters")
                    + " and must not be blank."};
        }
        if (!isClean(value, lines)) {
            return new String[] {"invalid_characters", what + " must not hold control characters or broken surrogates."};
        }
        return null;
    }

    /** PostgreSQL holds no U+0000, JSON no lone surrogates, and nobody wants to see the others. */
    private static boolean isClean(String value, boolean lines) {
        return value.codePoints().noneMatch(c -> isForbidden(c, lines));
    }

    private static boolean isInvisible(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint) || Character.getType(codePoint) == Character.FORMAT;
    }

    private static boolean isForbidden(int codePoint, boolean lines) {
        boolean lineControl = codePoint == '\n' || codePoint == '\r' || codePoint == '\t';
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL -> !(lines && lineControl);
            case Character.SURROGATE -> true;
            default -> false;
        };
    }
}
