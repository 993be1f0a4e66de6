package com.steveslist.infra.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;

/** Finds in a server's log the line that says why it ended. */
final class LogTail {
    private static final int LOOK_BACK_BYTES = 64 << 10;
    /** Most telling first; of each kind the last line, which is the root of nested causes. */
    private static final List<Pattern> PROBLEMS =
            List.of(Pattern.compile("No space left on device"), Pattern.compile("Address already in use"),
                    Pattern.compile("FATAL|PANIC"), Pattern.compile("^Caused by:"), Pattern.compile("Exception|\\bERROR\\b|error:"));

    private LogTail() {}

    /** The most telling line after {@code from} bytes, and where to read more. */
    static String lastProblem(Path log, long from) {
        List<String> lines = lines(log, from);
        String found = PROBLEMS.stream()
                .flatMap(problem -> lines.reversed().stream().filter(line -> problem.matcher(line).find()).limit(1))
                .findFirst()
                .orElse(lines.isEmpty() ? "it said nothing" : lines.getLast());
        String shortened = found.strip();
        return (shortened.length() > 300 ? shortened.substring(0, 300) + "…" : shortened) + " (see " + log + ")";
    }

    private static List<String> lines(Path log, long from) {
        try (FileChannel file = FileChannel.open(log, StandardOpenOption.READ)) {
            long start = Math.max(from, file.size() - LOOK_BACK_BYTES);
            ByteBuffer tail = ByteBuffer.allocate((int) Math.max(0, file.size() - start));
            file.read(tail, start);
            return StandardCharsets.UTF_8.decode(tail.flip()).toString().lines().filter(line -> !line.isBlank()).toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
