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
            return new String[] {"invalid_characters",
                    what + " must not hold control characters, also none of those for the direction of writing, or broken surrogates."};
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

    /** Those that turn the direction of what follows, which may be somebody else's text: U+202A to U+202E and U+2066 to U+2069. */
    private static boolean turnsDirection(int codePoint) {
        return switch (Character.getDirectionality(codePoint)) {
            case Character.DIRECTIONALITY_LEFT_TO_RIGHT_EMBEDDING, Character.DIRECTIONALITY_RIGHT_TO_LEFT_EMBEDDING,
                    Character.DIRECTIONALITY_LEFT_TO_RIGHT_OVERRIDE, Character.DIRECTIONALITY_RIGHT_TO_LEFT_OVERRIDE,
                    Character.DIRECTIONALITY_POP_DIRECTIONAL_FORMAT, Character.DIRECTIONALITY_LEFT_TO_RIGHT_ISOLATE,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_ISOLATE, Character.DIRECTIONALITY_FIRST_STRONG_ISOLATE,
                    Character.DIRECTIONALITY_POP_DIRECTIONAL_ISOLATE ->
                true;
            default -> false;
        };
    }

    private static boolean isForbidden(int codePoint, boolean lines) {
        boolean lineControl = codePoint == '\n' || codePoint == '\r' || codePoint == '\t';
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL -> !(lines && lineControl);
            case Character.SURROGATE -> true;
            case Character.FORMAT -> !lines && turnsDirection(codePoint);
            default -> false;
        };
    }
}
