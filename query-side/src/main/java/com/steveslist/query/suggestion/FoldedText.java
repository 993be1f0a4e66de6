package com.steveslist.query.suggestion;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A text as completions compare it, which is how the index does it too: without regard to case, accents, possessives and what stands
 * between words, so that "Second-hand" and "secondhand" begin alike.
 */
final class FoldedText {

    private static final int MOST_WORDS = 5;
    private static final int LAST_ASCII = 0x7f;
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern POSSESSIVE = Pattern.compile("(?<=[\\p{L}\\p{N}])['’]s(?![\\p{L}\\p{N}])");

    /** Letters of their own that no decomposition takes apart. */
    private static final Map<Integer, String> LETTERS = Map.of(
            (int) 'ß', "ss", (int) 'æ', "ae", (int) 'œ', "oe", (int) 'ø', "o", (int) 'đ', "d", (int) 'ð', "d", (int) 'þ', "th",
            (int) 'ł', "l", (int) 'ı', "i");

    /** Letters and digits only. */
    final String text;

    /** Where words begin in {@link #text}, the first five. */
    final int[] words;

    private FoldedText(String text, int[] words) {
        this.text = text;
        this.words = words;
    }

    static FoldedText of(String typed) {
        String plain = MARKS.matcher(Normalizer.normalize(typed, Normalizer.Form.NFKD)).replaceAll("").toLowerCase(Locale.ROOT);
        String words = POSSESSIVE.matcher(plain).replaceAll("");
        StringBuilder folded = new StringBuilder(words.length());
        int[] begins = new int[MOST_WORDS];
        int found = 0;
        boolean inWord = false;
        for (int i = 0; i < words.length(); i += Character.charCount(words.codePointAt(i))) {
            int letter = words.codePointAt(i);
            if (Character.isLetterOrDigit(letter)) {
                if (!inWord && found < MOST_WORDS) {
                    begins[found++] = folded.length();
                }
                inWord = true;
                append(folded, letter);
            } else if (letter != '\'' && letter != '’') {
                inWord = false;
            }
        }
        return new FoldedText(folded.toString(), Arrays.copyOf(begins, found));
    }

    private static void append(StringBuilder folded, int letter) {
        String others = letter < LAST_ASCII ? null : LETTERS.get(letter);
        if (others == null) {
            folded.appendCodePoint(letter);
        } else {
            folded.append(others);
        }
    }

    boolean isEmpty() {
        return text.isEmpty();
    }
}
