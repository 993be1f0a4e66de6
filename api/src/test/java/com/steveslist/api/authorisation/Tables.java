package com.steveslist.api.authorisation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of the table, read. */
public final class Tables {
    /** In the order of the columns. */
    static final List<String> CALLERS = List.of("nobody", "stranger", "buyer", "seller", "no_scope", "auditor", "analyst");
    private static final String GRAPHQL = "graphql.txt";
    private static final Path FOLDER =
            Path.of(Objects.requireNonNull(System.getProperty("steveslist.home")), "api/src/test/resources/authorisation");
    private static final Pattern COLUMN = Pattern.compile("\\s+\\|\\s+");
    private static final Pattern RECIPE = Pattern.compile("\\{([a-z0-9_]+)}\\s*=\\s*(\\w+)\\s+(.*)");

    private Tables() {}

    /** @param body null for none */
    public record Call(String method, String path, @Nullable String body, Map<String, String> headers) {}

    /** @param expected by caller, in the order of the columns */
    public record Row(String at, Call call, List<String> expected, boolean fresh) {
        public String pathWithoutQuery() {
            return call.path().split("\\?", 2)[0];
        }

        /** The one who can be expected to have it done; null when nobody can. */
        public @Nullable String successful() {
            return Stream.of("seller", "buyer", "stranger", "nobody", "analyst", "auditor")
                    .filter(caller -> expected.get(CALLERS.indexOf(caller)).startsWith("2"))
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public String toString() {
            return call.method() + " " + call.path();
        }
    }

    /** How a placeholder is made. @param pointer where its value stands in the answer */
    record Recipe(String caller, Call call, String pointer) {}

    /** A line of the GraphQL table. */
    record Question(String at, String query, List<String> expected) {}

    public static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        lines(false).forEach((at, line) -> {
            if (!RECIPE.matcher(line).matches()) {
                rows.add(row(at, line));
            }
        });
        return rows;
    }

    static Map<String, Recipe> recipes() {
        Map<String, Recipe> recipes = new LinkedHashMap<>();
        lines(false).forEach((at, line) -> {
            Matcher recipe = RECIPE.matcher(line);
            if (recipe.matches()) {
                String[] columns = COLUMN.split(recipe.group(3), -1);
                need(columns.length >= 3, at, "{name} = CALLER METHOD path | body or - | pointer");
                Recipe made = new Recipe(recipe.group(2), call(at, columns, 3), columns[2]);
                need(recipes.put(recipe.group(1), made) == null, at, "a name that is defined once");
            }
        });
        return recipes;
    }

    static List<Question> questions() {
        List<Question> questions = new ArrayList<>();
        lines(true).forEach((at, line) -> {
            String[] columns = COLUMN.split(line, -1);
            need(columns.length == 2, at, "query | outcomes");
            questions.add(new Question(at, columns[0], outcomes(at, columns[1])));
        });
        return questions;
    }

    private static Row row(String at, String line) {
        String[] columns = COLUMN.split(line, -1);
        need(columns.length == 3 || columns.length == 4, at, "METHOD path | body or - | statuses [| headers]");
        boolean fresh = columns.length == 4 && columns[3].matches("(.*;\\s*)?fresh(\\s*;.*)?");
        return new Row(at, call(at, columns, 3), outcomes(at, columns[2]), fresh);
    }

    private static List<String> outcomes(String at, String column) {
        List<String> outcomes = List.of(column.strip().split("\\s+"));
        need(outcomes.size() == CALLERS.size(), at, CALLERS.size() + " outcomes: " + String.join(" ", CALLERS));
        return outcomes;
    }

    private static Call call(String at, String[] columns, int headersAt) {
        String[] line = columns[0].strip().split("\\s+", 2);
        need(line.length == 2 && line[1].startsWith("/"), at, "METHOD /path");
        String body = columns[1].strip();
        Map<String, String> headers = new LinkedHashMap<>();
        for (String header : columns.length > headersAt ? columns[headersAt].split(";\\s+") : new String[0]) {
            String[] pair = header.split(":\\s*", 2);
            if (pair.length == 2) {
                headers.put(pair[0].strip(), pair[1].strip());
            }
        }
        return new Call(line[0], line[1], body.equals("-") ? null : body.replace("\\n", "\n"), headers);
    }

    private static void need(boolean holds, String at, String form) {
        if (!holds) {
            throw new IllegalStateException(at + " must be: " + form);
        }
    }

    /** By file and number; GraphQL's file has another form. */
    private static Map<String, String> lines(boolean graphql) {
        Map<String, String> lines = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".txt")).sorted().toList()) {
                if (file.endsWith(GRAPHQL) == graphql) {
                    List<String> all = Files.readAllLines(file);
                    for (int i = 0; i < all.size(); i++) {
                        String line = all.get(i).strip();
                        if (!line.isEmpty() && !line.startsWith("#")) {
                            lines.put(file.getFileName() + ":" + (i + 1), line);
                        }
                    }
                }
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
