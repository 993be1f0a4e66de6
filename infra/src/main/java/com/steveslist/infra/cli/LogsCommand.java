package com.steveslist.infra.cli;

import com.steveslist.infra.embedded.Home;
import com.steveslist.infra.embedded.ServerException;
import com.steveslist.infra.embedded.stack.StackDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what the parts have written. */
@Command(name = "logs", description = "Show the end of the logs, of all parts or of one.", mixinStandardHelpOptions = true)
public final class LogsCommand implements Callable<Integer> {
    private static final long FOLLOW_MILLIS = 200;
    private static final int LOOK_BACK_BYTES = 4 << 20;

    @Parameters(arity = "0..1", paramLabel = "PART", description = "app, postgres, kafka or elasticsearch; all when left out.")
    private @Nullable String part;

    @Option(names = {"-f", "--follow"}, description = "Go on showing what comes.")
    private boolean follow;

    @Option(names = {"-n", "--lines"}, defaultValue = "50", description = "How many lines of each (${DEFAULT-VALUE}).")
    private int lines;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Log> logs = new ArrayList<>();
        for (Path file : files()) {
            logs.add(new Log(file, part == null));
        }
        for (Log log : logs) {
            log.printLast(lines);
        }
        while (follow) {
            for (Log log : logs) {
                log.printNew();
            }
            new CountDownLatch(1).await(FOLLOW_MILLIS, TimeUnit.MILLISECONDS);
        }
        return 0;
    }

    private List<Path> files() throws IOException {
        StackDirectory directory = new StackDirectory(Home.directory());
        Path folder = directory.root().resolve("logs");
        List<Path> all = List.of();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> found = Files.list(folder)) {
                all = found.filter(file -> file.toString().endsWith(".log")).sorted().toList();
            }
        }
        if (part == null) {
            return all;
        }
        if (!all.contains(directory.log(part))) {
            throw new ServerException(
                    "there is no log of " + part + ": choose one of " + String.join(", ", all.stream().map(Log::nameOf).toList()));
        }
        return List.of(directory.log(part));
    }

    /** One file and how far it was shown. */
    private static final class Log {
        private final Path file;
        private final String prefix;
        private long shown;

        Log(Path file, boolean named) {
            this.file = file;
            this.prefix = named ? "%-13s | ".formatted(nameOf(file)) : "";
        }

        static String nameOf(Path file) {
            return file.getFileName().toString().replaceFirst("\\.log$", "");
        }

        void printLast(int count) throws IOException {
            List<String> last = read(Math.max(0, Files.size(file) - LOOK_BACK_BYTES));
            last.subList(Math.max(0, last.size() - count), last.size()).forEach(this::print);
        }

        void printNew() throws IOException {
            long size = Files.exists(file) ? Files.size(file) : shown;
            if (size != shown) {
                read(size < shown ? 0 : shown).forEach(this::print);
            }
        }

        private void print(String line) {
            System.out.println(prefix + line);
        }

        /** Whole lines from there on. */
        private List<String> read(long from) throws IOException {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                ByteBuffer rest = ByteBuffer.allocate((int) Math.min(LOOK_BACK_BYTES, channel.size() - from));
                channel.read(rest, from);
                String text = StandardCharsets.UTF_8.decode(rest.flip()).toString();
                String whole = text.substring(0, text.lastIndexOf('\n') + 1);
                shown = from + whole.getBytes(StandardCharsets.UTF_8).length;
                return whole.lines().toList();
            }
        }
    }
}
