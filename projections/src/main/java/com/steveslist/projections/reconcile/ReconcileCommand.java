package com.steveslist.projections.reconcile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Waits until everything has caught up, then prints a line for each thing that must add up. */
@Command(
        name = "reconcile",
        description = "Hold stock, money, the provider's books, views, index, topic and warehouse against the events.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:only zeros", "1:something differs, is behind or is down"})
public final class ReconcileCommand implements Callable<Integer> {
    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Option(names = "--wait", paramLabel = "SECONDS", description = "For consumers and effects to end. Default: ${DEFAULT-VALUE}.")
    private int waitSeconds = 120;

    @Override
    public Integer call() throws JsonProcessingException {
        long begun = System.nanoTime();
        List<Check> checks;
        try (Parts parts = new Parts()) {
            checks = new Reconciliation(parts, Duration.ofSeconds(waitSeconds), System.err::println).run();
        }
        boolean allZero = Reconciliation.allZero(checks);
        if (json) {
            System.out.println(JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build()
                    .writeValueAsString(Map.of("all_zero", allZero, "checks", checks)));
        } else {
            print(System.out, checks);
            System.out.printf(
                    Locale.ROOT, "%s, in %.1f s%n", allZero ? "Everything adds up" : "Something does not add up",
                    Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1000.0);
        }
        return allZero ? 0 : 1;
    }

    private static void print(PrintStream out, List<Check> checks) {
        int width = checks.stream().mapToInt(check -> check.name().length()).max().orElse(0);
        for (Check check : checks) {
            out.printf(Locale.ROOT, "  %-" + width + "s  %8d   %s%n", check.name(), check.differences(), check.compared());
            check.examples().forEach(example -> out.println("      " + example));
        }
    }
}
