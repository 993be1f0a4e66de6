package com.steveslist.infra.bench;

import com.steveslist.infra.embedded.Home;
import com.steveslist.infra.embedded.ServerException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Comparator;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one benchmark, on servers of its own beside whatever else runs. */
@Command(name = "bench", description = "Measure ours and what it is compared with, in one run on one PostgreSQL.",
        mixinStandardHelpOptions = true, exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:all lines of the benchmark were reached", "1:one was missed"})
public final class BenchCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Which; all are listed when left out.")
    private @Nullable String name;

    @Option(names = "--seconds", defaultValue = "3", description = "How long a turn of one side takes (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--rounds", defaultValue = "3", description = "How many turns each side has (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--warm-up", defaultValue = "15", paramLabel = "<seconds>",
            description = "How long each side works before its first turn (${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--events", defaultValue = "" + Rounds.MOST_EVENTS,
            description = "grow, proof: how large the largest log becomes (${DEFAULT-VALUE}); it says how much disk that takes.")
    private long events;

    @Override
    public Integer call() throws Exception {
        List<Benchmark> known = ServiceLoader.load(Benchmark.class).stream().map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(Benchmark::name)).toList();
        if (name == null) {
            known.forEach(benchmark -> System.out.printf("%-10s %s%n", benchmark.name(), benchmark.question()));
            return 0;
        }
        Benchmark chosen = known.stream().filter(benchmark -> benchmark.name().equals(name)).findFirst()
                .orElseThrow(() -> new ServerException("there is no benchmark " + name + ": choose one of "
                        + known.stream().map(Benchmark::name).collect(Collectors.joining(", "))));
        return run(chosen);
    }

    private int run(Benchmark benchmark) throws Exception {
        if (seconds < 1 || rounds < 1 || warmUp < 0) {
            throw new ServerException("--seconds and --rounds are 1 or more, --warm-up is 0 or more");
        }
        Rounds plan = new Rounds(rounds, Duration.ofSeconds(seconds), Duration.ofSeconds(warmUp), events);
        Report report = new Report(benchmark, plan);
        benchmark.run(plan, report);
        report.print(System.out);
        Path file = Home.directory().resolve(".steveslist/bench/" + benchmark.name() + ".json");
        report.write(file);
        System.out.println("\nall figures: " + file);
        return report.reached() ? 0 : 1;
    }
}
