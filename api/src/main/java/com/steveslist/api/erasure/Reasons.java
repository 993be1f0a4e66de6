package com.steveslist.api.erasure;

import com.steveslist.command.account.AccountState;
import com.steveslist.command.privacy.PersonalData;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Why staff erase somebody: it is printed in the certificate, which outlives the person and anybody may read. */
final class Reasons {

    static final int LONGEST = 200;
    static final String PERSONAL = "The reason names the person, and it stays for ever: give a file number instead.";

    private static final int SHORTEST_WORD = 3;

    private Reasons() {}

    /** Whether it repeats the e-mail address or a word of the name. */
    static boolean isPersonal(String reason, AccountState known, PersonalData personal) {
        String text = reason.toLowerCase(Locale.ROOT);
        Set<String> said = Set.copyOf(words(text));
        return personal.decrypt(known.email()).filter(email -> text.contains(email.toLowerCase(Locale.ROOT))).isPresent()
                || personal.decrypt(known.profile().name())
                        .filter(name -> words(name.toLowerCase(Locale.ROOT)).stream().anyMatch(said::contains))
                        .isPresent();
    }

    /** Of three characters at least: shorter ones are in every sentence. */
    private static List<String> words(String text) {
        return Arrays.stream(text.split("[^\\p{L}\\p{N}]+")).filter(word -> word.length() >= SHORTEST_WORD).distinct().toList();
    }
}
