package com.steveslist.api.demo;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Country names in English, as the Java platform spells them, to ISO 3166-1 alpha-2. */
final class Countries {
    private static final Map<String, String> CODES = Arrays.stream(Locale.getISOCountries())
            .collect(Collectors.toMap(
                    code -> Locale.of("", code).getDisplayCountry(Locale.ENGLISH).toLowerCase(Locale.ROOT),
                    Function.identity(),
                    (first, second) -> first));

    private Countries() {}

    /** Takes a code as it is. */
    static String code(String nameOrCode) {
        String code = CODES.get(nameOrCode.toLowerCase(Locale.ROOT));
        if (code == null && CODES.containsValue(nameOrCode)) {
            code = nameOrCode;
        }
        if (code == null) {
            throw new IllegalArgumentException(nameOrCode + " is no country's English name or ISO 3166-1 code");
        }
        return code;
    }
}
