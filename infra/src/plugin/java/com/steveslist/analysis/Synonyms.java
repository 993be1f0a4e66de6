package com.steveslist.analysis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The list in synonyms.txt: a line {@code tv: television telly} reads "tv stands for television and for telly". */
final class Synonyms {

    /** From a word to the one that stands for it. */
    static final Map<String, String> CANONICAL = read();

    private Synonyms() {}

    private static Map<String, String> read() {
        Map<String, String> canonical = new HashMap<>();
        try (InputStream file = Objects.requireNonNull(Synonyms.class.getResourceAsStream("synonyms.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            lines.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")).forEach(line -> {
                String[] sides = line.split(":\\s*", 2);
                for (String word : sides[1].split("\\s+")) {
                    if (canonical.put(word, sides[0]) != null) {
                        throw new IllegalStateException("synonyms.txt has '" + word + "' twice");
                    }
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(canonical);
    }
}
