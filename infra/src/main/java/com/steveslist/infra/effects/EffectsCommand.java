package com.steveslist.infra.effects;

import static java.util.Objects.requireNonNull;

import com.steveslist.infra.postgres.Pools;
import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what processes wished and has not been done, and why. */
@Command(
        name = "effects",
        description = "Show what processes wished and has not been done yet: how much, since when, and what failed.",
        mixinStandardHelpOptions = true)
public final class EffectsCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--due", description = "Also list what is due and has not failed.")
    private boolean due;

    @Option(names = "--retry", description = "Let everything that failed be tried again at once.")
    private boolean retry;

    @Option(names = {"-n", "--limit"}, defaultValue = "20", description = "The most lines of each list (${DEFAULT-VALUE}).")
    private int limit;

    @Override
    public Integer call() {
        try (HikariDataSource dataSource = dataSource()) {
            EffectReport report = new EffectReport(dataSource);
            PrintWriter out = requireNonNull(spec).commandLine().getOut();
            if (retry) {
                out.printf("%d effects are tried again now%n", report.retryFailing());
            }
            print(out, report);
            out.flush();
        }
        return 0;
    }

    private void print(PrintWriter out, EffectReport report) {
        List<EffectReport.Kind> kinds = report.kinds();
        if (kinds.isEmpty()) {
            out.println("nothing is due and nothing fails");
            return;
        }
        out.printf("%-24s %8s %10s %8s%n", "kind", "due", "oldest", "failing");
        for (EffectReport.Kind kind : kinds) {
            out.printf("%-24s %8d %9ds %8d%n", kind.kind(), kind.due(), kind.oldest().toSeconds(), kind.failing());
        }
        print(out, "failing", report.failing(limit));
        if (due) {
            print(out, "due", report.due(limit));
        }
    }

    private static void print(PrintWriter out, String title, List<EffectReport.Line> lines) {
        if (!lines.isEmpty()) {
            out.printf("%n%s:%n", title);
        }
        for (EffectReport.Line line : lines) {
            out.printf("%s%n  %d runs, next %s%n", line.id(), line.attempts(), next(line.dueAt()));
            if (line.lastError() != null) {
                out.printf("  %s%n", line.lastError());
            }
        }
    }

    private static String next(@Nullable OffsetDateTime dueAt) {
        if (dueAt == null) {
            return "now: it is running";
        }
        long seconds = Duration.between(OffsetDateTime.now(dueAt.getOffset()), dueAt).toSeconds();
        return seconds <= 0 ? "now" : "in " + seconds + " s";
    }

    private static HikariDataSource dataSource() {
        return Pools.pool("effects-command", required("url"), required("user"), System.getProperty("steveslist.postgres.password", ""),
                "process", 1, Duration.ofSeconds(30));
    }

    private static String required(String name) {
        String value = System.getProperty("steveslist.postgres." + name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("nothing is running here: start it with ./steveslist up");
        }
        return value;
    }
}
