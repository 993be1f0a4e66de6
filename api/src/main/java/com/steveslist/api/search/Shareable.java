package com.steveslist.api.search;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which searches may be suggested to others at all. That enough people typed the same is another condition, see {@link SearchCounts}. */
final class Shareable {

    static final int LONGEST = 60;
    private static final int LONGEST_WORD = 25;

    /** As many digits as a short phone number has, whatever stands between them; so cards, accounts and passports are none either. */
    private static final Pattern NUMBER = Pattern.compile("\\d(?:[^\\p{L}\\d]*\\d){6,}");

    /** Digits of an account as in an IBAN, in groups with or without letters between. */
    private static final Pattern ACCOUNT = Pattern.compile("\\b\\p{L}{2}\\d{2}(?:[ -]?[\\p{L}\\d]{4}){2,}");

    private static final Pattern ADDRESS = Pattern.compile("@|＠|://|\\bwww\\.|\\bsl_(?:live|sess)_");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{M}\\p{N}'’-]*");

    private Shareable() {}

    /** The text as it would be suggested: lower case, one space between words. Empty when it is too long, or may be somebody's secret. */
    static Optional<String> of(String typed) {
        String text = SPACES.matcher(Normalizer.normalize(typed, Normalizer.Form.NFC).strip()).replaceAll(" ").toLowerCase(Locale.ROOT);
        boolean fine = text.length() >= 2
                && text.length() <= LONGEST
                && WORD.matcher(text).find()
                && !ADDRESS.matcher(text).find()
                && !NUMBER.matcher(text).find()
                && !ACCOUNT.matcher(text).find()
                && SPACES.splitAsStream(text).allMatch(word -> word.length() <= LONGEST_WORD);
        return fine ? Optional.of(text) : Optional.empty();
    }
}
