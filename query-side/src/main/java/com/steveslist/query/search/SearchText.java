package com.steveslist.query.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a person typed, as the words that count.
 *
 * @param words lower case, without stop words unless there is nothing else; at most 12, of at most 40 characters
 */
record SearchText(List<String> words) {

    private static final int MAX_WORDS = 12;
    private static final int MAX_LENGTH = 40;
    private static final int FUZZY_FROM = 3;
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}']+");
    private static final Set<String> STOP_WORDS = Set.of(
            "a", "an", "and", "any", "are", "as", "at", "be", "but", "by", "can", "for", "from", "has", "have", "i", "if", "in", "into",
            "is",
            "it", "its", "me", "my", "need", "of", "on", "or", "some", "such", "that", "the", "their", "then", "there", "these", "they",
            "this", "those", "to", "want", "was", "which", "will", "with");

    SearchText {
        words = List.copyOf(words);
    }

    static SearchText of(@Nullable String typed) {
        if (typed == null) {
            return new SearchText(List.of());
        }
        List<String> all = Arrays.stream(BETWEEN_WORDS.split(typed.toLowerCase(Locale.ROOT).replace('’', '\'')))
                .map(word -> word.length() > MAX_LENGTH ? word.substring(0, MAX_LENGTH) : word)
                .filter(word -> !word.replace("'", "").isEmpty())
                .distinct()
                .limit(2L * MAX_WORDS)
                .toList();
        List<String> meant = all.stream().filter(word -> !STOP_WORDS.contains(word)).toList();
        return new SearchText((meant.isEmpty() ? all : meant).stream().limit(MAX_WORDS).toList());
    }

    /** Whether something was typed, but no letter and no digit: nothing can match that. */
    static boolean hasNoWords(@Nullable String typed) {
        return typed != null && !typed.isBlank() && of(typed).isEmpty();
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    /** The word at this place written together with its neighbours: "wash" of "wash machine" gives "washmachine". */
    List<String> joined(int place) {
        List<String> joined = new ArrayList<>(2);
        if (place > 0) {
            joined.add(words.get(place - 1) + words.get(place));
        }
        if (place + 1 < words.size()) {
            joined.add(words.get(place) + words.get(place + 1));
        }
        return joined;
    }

    /** Whether typing errors are looked for in it: not in numbers and models, where the next one is another thing. */
    static boolean mayBeMistyped(String word) {
        return word.length() >= FUZZY_FROM && word.chars().noneMatch(Character::isDigit);
    }

    @Override
    public String toString() {
        return String.join(" ", words);
    }
}
