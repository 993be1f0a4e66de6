package com.steveslist.infra.bench.http;

import com.steveslist.infra.bench.Benchmark;
import com.steveslist.infra.bench.Figure;
import com.steveslist.infra.bench.Report;
import com.steveslist.infra.bench.Rounds;
import com.steveslist.infra.embedded.EmbeddedServers;
import com.steveslist.infra.embedded.Jvm;
import com.steveslist.infra.embedded.ServerException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a request pays for rate limits. The application measures itself, in a JVM of its own. */
public final class LimitsBenchmark implements Benchmark {

    private static final String PROBE = "com.steveslist.api.limits.LimitsProbe";
    private static final List<String> SIDES =
            List.of("a call by one of 10,000 keys", "a call by one busy key, from 4 threads", "a call without a key, likewise");
    private static final double MOST_NANOS = 200_000;

    @Override
    public String name() {
        return "limits";
    }

    @Override
    public String question() {
        return "limits: what a request pays to be counted by key and account, or by address, shared with other nodes through PostgreSQL";
    }

    @Override
    public void run(Rounds rounds, Report report) throws Exception {
        List<List<Double>> measured = SIDES.stream().map(side -> (List<Double>) new ArrayList<Double>()).toList();
        // The first turn warms up.
        for (String line : probe(rounds).stream().skip(1).toList()) {
            List<Double> nanos = Arrays.stream(line.split(" ")).map(Double::parseDouble).toList();
            for (int side = 0; side < SIDES.size(); side++) {
                measured.get(side).add(nanos.get(side));
            }
        }
        for (int side = 0; side < SIDES.size(); side++) {
            report.atMost(new Figure(SIDES.get(side), "ns", measured.get(side)), MOST_NANOS);
        }
    }

    private static List<String> probe(Rounds rounds) throws IOException, InterruptedException {
        String build = System.getProperty("steveslist.build");
        if (build == null) {
            throw new ServerException("the application is not built");
        }
        EmbeddedServers.Database database = EmbeddedServers.postgres().newDatabase("bench_limits");
        List<String> command = Jvm.application(256);
        command.addAll(List.of("-cp", build + "/lib/*", PROBE, database.url(), database.user(), database.password(),
                Integer.toString(rounds.count() + 1), Long.toString(rounds.turn().toSeconds())));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        List<String> lines;
        try (var output = process.inputReader()) {
            lines = output.lines().filter(line -> line.matches("\\d+ \\d+ \\d+")).toList();
        }
        if (process.waitFor() != 0 || lines.size() != rounds.count() + 1) {
            throw new ServerException("the application could not measure itself");
        }
        return lines;
    }
}
