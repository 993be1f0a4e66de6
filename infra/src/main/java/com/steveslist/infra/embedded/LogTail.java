package com.steveslist.infra.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds in a server's log the line that says why it ended. */
final class LogTail {
    private static final int LOOK_BACK_BYTES = 64 << 10;
    private static final int LENGTH = 300;
    private static final long FULL_BYTES = 10 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();
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
                .orElse(lines.isEmpty() ? silence(log) : lines.getLast());
        return (found.length() > LENGTH ? found.substring(0, LENGTH) + "…" : found) + " (see " + log + ")";
    }

    /** Who has no room for a log line cannot complain about it. */
    private static String silence(Path log) {
        try {
            return Files.getFileStore(log.toAbsolutePath().getParent()).getUsableSpace() < FULL_BYTES
                    ? "the disk is full"
                    : "it said nothing";
        } catch (IOException e) {
            return "it said nothing";
        }
    }

    /** Whole lines; a structured one (JSON, as the application writes) becomes the lines of its message and of its stack trace. */
    private static List<String> lines(Path log, long from) {
        try (FileChannel file = FileChannel.open(log, StandardOpenOption.READ)) {
            long start = Math.max(from, file.size() - LOOK_BACK_BYTES);
            ByteBuffer tail = ByteBuffer.allocate((int) Math.max(0, file.size() - start));
            file.read(tail, start);
            return StandardCharsets.UTF_8.decode(tail.flip()).toString().lines().flatMap(LogTail::plain).map(String::strip)
                    .filter(line -> !line.isEmpty()).toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Stream<String> plain(String line) {
        if (!line.startsWith("{")) {
            return Stream.of(line);
        }
        try {
            JsonNode entry = JSON.readTree(line);
            String text = entry.path("level").asText() + ' ' + entry.path("message").asText() + '\n' + entry.path("stack_trace").asText();
            return text.lines();
        } catch (JsonProcessingException e) {
            return Stream.of(line);
        }
    }
}
