package com.steveslist.infra.bench.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a JVM with {@code -Xlog:gc,gc+init} wrote about its heap. */
record HeapLog(List<String> lines) {

    private static final Pattern LIMIT = Pattern.compile("Heap Max Capacity: (\\d+)M");
    private static final Pattern COLLECTED = Pattern.compile("(\\d+)M->(\\d+)M\\((\\d+)M\\)");

    static HeapLog read(Path file) {
        try {
            return new HeapLog(Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The most that was in use after a collection. Throws when the JVM was not bound to so much.
     *
     * @param mostMiB what {@code -Xmx} must have been
     */
    double peakMiB(int mostMiB) {
        if (lines.stream().map(LIMIT::matcher).filter(Matcher::find).noneMatch(found -> Integer.parseInt(found.group(1)) <= mostMiB)) {
            throw new IllegalStateException("this JVM was not started with -Xmx" + mostMiB + "m");
        }
        return lines.stream().map(COLLECTED::matcher).filter(Matcher::find).mapToDouble(found -> Double.parseDouble(found.group(2))).max()
                .orElse(0);
    }
}
