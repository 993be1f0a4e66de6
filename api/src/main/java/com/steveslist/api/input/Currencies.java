package com.steveslist.api.input;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What people pay with today: {@code currencies.txt} beside this class, which says where it is from. The JDK also knows what was money
 * once, so it is not asked. Only what comes in is held against this list; what the log has is read whatever became of its currency.
 */
final class Currencies {

    private static final Set<String> LEGAL_TENDER = read();

    private Currencies() {}

    /** @param code in lower case */
    static boolean isLegalTender(String code) {
        return LEGAL_TENDER.contains(code);
    }

    /** All of them. */
    static Set<String> codes() {
        return LEGAL_TENDER;
    }

    private static Set<String> read() {
        try (BufferedReader file = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Currencies.class.getResourceAsStream("currencies.txt")), StandardCharsets.UTF_8))) {
            return file.lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Arrays.stream(line.split(" ")))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
