package com.steveslist.infra.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What came out: for people as a table, for machines as JSON. */
public final class Report {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Benchmark benchmark;
    private final Rounds rounds;
    private final Map<String, Object> machine = Machine.describe();
    private final Map<String, String> versions = new LinkedHashMap<>(Machine.versions());
    private final Map<String, String> facts = new LinkedHashMap<>();
    private final List<Figure> figures = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();

    Report(Benchmark benchmark, Rounds rounds) {
        this.benchmark = benchmark;
        this.rounds = rounds;
    }

    /** A version of what takes part, such as that of PostgreSQL. */
    public void version(String of, String version) {
        versions.put(of, version);
    }

    /** What one needs to know to judge the figures, such as the size of a pool. */
    public void fact(String name, String value) {
        facts.put(name, value);
    }

    public void add(Figures measured) {
        measured.all().forEach(figures::add);
    }

    public void add(Figure figure) {
        figures.add(figure);
    }

    public void atLeast(Figure figure, double limit) {
        lines.add(new Line(figure, Line.Bound.AT_LEAST, limit));
    }

    public void atMost(Figure figure, double limit) {
        lines.add(new Line(figure, Line.Bound.AT_MOST, limit));
    }

    boolean reached() {
        return lines.stream().allMatch(Line::reached);
    }

    void print(PrintStream out) {
        out.println(benchmark.question());
        machine.forEach((name, value) -> out.printf("  %-14s %s%n", name, value));
        versions.forEach((name, value) -> out.printf("  %-14s %s%n", name, value));
        facts.forEach((name, value) -> out.printf("  %-14s %s%n", name, value));
        out.printf("  %-14s %d, %d s a turn, after at least a turn and %d s to warm up%n%n", "rounds", rounds.count(),
                rounds.turn().toSeconds(),
                rounds.warmUp().toSeconds());
        figures.forEach(
                figure -> out.printf(Locale.ROOT, "%-58s %,14.2f %-9s (%s)%n", figure.name(), figure.median(), figure.unit(), all(figure)));
        out.println();
        lines.forEach(line -> out.printf(Locale.ROOT, "%-58s %,14.2f %-3s to reach: %s %s   %s%n", line.figure().name(),
                line.figure().median(), line.figure().unit(), line.bound().sign(), line.limit(), line.reached() ? "reached" : "MISSED"));
    }

    void write(Path file) throws IOException {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", benchmark.name());
        document.put("question", benchmark.question());
        document.put("machine", machine);
        document.put("versions", versions);
        document.put("facts", facts);
        document.put("rounds", rounds.count());
        document.put("seconds", rounds.turn().toSeconds());
        document.put("figures", figures.stream().map(Report::json).toList());
        document.put("lines", lines.stream().map(Report::json).toList());
        document.put("reached", reached());
        Files.createDirectories(file.getParent());
        JSON.writeValue(file.toFile(), document);
    }

    private static Map<String, Object> json(Figure figure) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", figure.name());
        json.put("unit", figure.unit());
        json.put("median", figure.median());
        json.put("rounds", figure.rounds());
        return json;
    }

    private static Map<String, Object> json(Line line) {
        Map<String, Object> json = json(line.figure());
        json.put(line.bound().name().toLowerCase(Locale.ROOT), line.limit());
        json.put("reached", line.reached());
        return json;
    }

    private static String all(Figure figure) {
        return String.join(" ", figure.rounds().stream().map(value -> String.format(Locale.ROOT, "%,.2f", value)).toList());
    }
}
