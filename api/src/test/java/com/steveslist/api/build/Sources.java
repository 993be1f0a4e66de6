package com.steveslist.api.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The repository's Java files as text. */
final class Sources {

    private static final Path ROOT = Path.of(Objects.requireNonNull(
            System.getProperty("steveslist.home"), "run through Maven, which sets steveslist.home"));
    private static final List<String> MODULES =
            List.of("events", "command-side", "query-side", "infra", "projections", "api");

    private Sources() {}

    /** A Java file. @param path from the repository's root, with forward slashes */
    record Source(String path, List<String> lines) {

        boolean isMain() {
            return path.contains("/src/main/");
        }

        boolean isIn(String... folders) {
            return Stream.of(folders).anyMatch(path::contains);
        }

        /** Every line that this expression is found in, as {@code path:number: line}; comment lines do not count. */
        Stream<String> linesWith(String expression) {
            var pattern = java.util.regex.Pattern.compile(expression);
            return IntStream.range(0, lines.size())
                    .filter(i -> !isComment(lines.get(i)) && pattern.matcher(lines.get(i)).find())
                    .mapToObj(i -> path + ":" + (i + 1) + ": " + lines.get(i).strip());
        }

        private static boolean isComment(String line) {
            String text = line.strip();
            return text.startsWith("//") || text.startsWith("*") || text.startsWith("/*");
        }
    }

    static List<Source> all() {
        return MODULES.stream().flatMap(Sources::ofModule).toList();
    }

    static Stream<Source> main() {
        return all().stream().filter(Source::isMain);
    }

    static Stream<Source> tests() {
        return all().stream().filter(source -> !source.isMain());
    }

    private static Stream<Source> ofModule(String module) {
        try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src"))) {
            return files.filter(file -> file.toString().endsWith(".java")).map(Sources::read).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Source read(Path file) {
        try {
            return new Source(ROOT.relativize(file).toString().replace('\\', '/'), Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
