package com.steveslist.projections.scan;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.steveslist.infra.embedded.Home;
import com.steveslist.infra.embedded.stack.StackDirectory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./steveslist scan}: whether somebody's values are anywhere. */
@Command(
        name = "scan",
        description = "Look for words in everything that the stack has written: files, packed or not, and rows of databases and indexes; as "
                + "they are, in JSON escapes, UTF-16, base64 and hexadecimal.",
        mixinStandardHelpOptions = true,
        footer = {"",
                "Words come from the standard input, one a line, so that they stand in no shell's history; they are not printed either."},
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:nothing was found", "1:something was found, or could not be looked through"})
public final class ScanCommand implements Callable<Integer> {

    private static final List<String> NOT_DATA = List.of("servers", "builds", "drills");
    private static final int MOST_LINES = 101;

    @Option(names = "--folder", paramLabel = "DIR", description = "More to look through, such as where backups are. May be repeated.")
    private List<Path> folders = new ArrayList<>();

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        Scan scan = Scan.of(words());
        long begun = System.nanoTime();
        for (Path folder : everything()) {
            scan.files(folder);
        }
        for (String property : List.of("steveslist.postgres", "steveslist.keys", "steveslist.stevepay")) {
            String url = System.getProperty(property + ".url");
            if (url != null) {
                scan.database(url, System.getProperty(property + ".user", ""), System.getProperty(property + ".password", ""));
            }
        }
        String index = System.getProperty("steveslist.elasticsearch");
        if (index != null) {
            scan.index(URI.create(index.split(",")[0]));
        }
        return told(scan, (System.nanoTime() - begun) / 1e9);
    }

    private static int told(Scan scan, double seconds) {
        Findings findings = scan.findings();
        findings.found().forEach(System.out::println);
        findings.unread().forEach(what -> System.out.println("not looked through: " + what));
        System.out.printf(Locale.ROOT, "scan: %d forms in %s, in %.1f s: %s%n", scan.forms(), findings, seconds,
                findings.isClean()
                        ? "nothing found"
                        : findings.found().size() + " found, " + findings.unread().size() + " not looked through");
        return findings.isClean() ? 0 : 1;
    }

    private List<Path> everything() throws IOException {
        List<Path> all = new ArrayList<>(folders.stream().map(Path::toAbsolutePath).toList());
        Path root = new StackDirectory(Home.directory()).root();
        if (Files.isDirectory(root)) {
            try (Stream<Path> parts = Files.list(root)) {
                parts.filter(part -> Files.isDirectory(part) && !NOT_DATA.contains(String.valueOf(part.getFileName()))).sorted()
                        .forEach(all::add);
            }
        }
        return all;
    }

    private static List<String> words() throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        List<String> words = new ArrayList<>();
        for (@Nullable String line = in.readLine(); line != null && words.size() < MOST_LINES; line = in.readLine()) {
            if (!line.isBlank()) {
                words.add(line.strip());
            }
        }
        return words;
    }
}
