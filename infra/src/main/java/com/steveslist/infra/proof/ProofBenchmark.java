package com.steveslist.infra.proof;

import com.steveslist.events.proof.Hash;
import com.steveslist.infra.bench.BenchLog;
import com.steveslist.infra.bench.Benchmark;
import com.steveslist.infra.bench.Figure;
import com.steveslist.infra.bench.Report;
import com.steveslist.infra.bench.Rounds;
import com.steveslist.infra.bench.grow.FullLog;
import com.steveslist.infra.bench.grow.GrowBenchmark;
import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.infra.serialization.EventJson;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.springframework.jdbc.core.JdbcTemplate;

/** How long it takes until a log that was never proven is, and what a proof costs then. */
public final class ProofBenchmark implements Benchmark {

    private static final double SECONDS_OF_TEN_MILLION = 120;
    private static final int PROOFS = 1_000;

    @Override
    public String name() {
        return "proof";
    }

    @Override
    public String question() {
        return "proof: the whole tree over 10 million events, built anew, and proofs out of it";
    }

    @Override
    public void run(Rounds rounds, Report report) throws Exception {
        long events = rounds.mostEvents();
        GrowBenchmark.requireDisk(events);
        try (BenchLog log = new BenchLog(report); HikariDataSource dataSource = ProofConfiguration.open(log.address())) {
            long loading = System.nanoTime();
            FullLog.ofSales(log, "proof", events);
            log.jdbc().execute("checkpoint");
            System.err.printf("  loaded %,d events in %,.0f s%n", events, (System.nanoTime() - loading) / 1e9);
            List<Double> seconds = new ArrayList<>();
            for (int round = 1; round <= rounds.count(); round++) {
                seconds.add(build(dataSource));
                System.err.printf("  round %d: %,.1f s%n", round, seconds.getLast());
            }
            report.atMost(new Figure("%,d events, the tree built".formatted(events), "s", seconds),
                    SECONDS_OF_TEN_MILLION * events / 10_000_000);
            proofs(report, new ProofBook(dataSource), events);
        }
    }

    private static double build(HikariDataSource dataSource) throws Exception {
        JdbcTemplate sql = new JdbcTemplate(dataSource);
        sql.execute("truncate proof.tile");
        sql.update("update proof.tree set size = 0");
        LogKeys keys = new LogKeys(new SigningKeyFile(Files.createTempDirectory("steveslist-bench").resolve("key")), dataSource);
        TreeGrowth growth = new TreeGrowth(dataSource, new EventLog(dataSource, new EventJson()), keys);
        long begun = System.nanoTime();
        while (growth.step().orElseThrow().more()) {
            // The next step has something to do.
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    /** Of random events, and from random sizes on. */
    private static void proofs(Report report, ProofBook book, long events) {
        Random random = new Random(1);
        List<Double> inclusionMillis = new ArrayList<>();
        List<Double> consistencyMillis = new ArrayList<>();
        int longest = 0;
        for (int i = 0; i < PROOFS; i++) {
            long position = 1 + random.nextLong(events);
            long begun = System.nanoTime();
            int inclusion = book.inclusion(position, events).path().size();
            long middle = System.nanoTime();
            int consistency = book.consistency(position, events).path().size();
            inclusionMillis.add((middle - begun) / 1e6);
            consistencyMillis.add((System.nanoTime() - middle) / 1e6);
            longest = Math.max(longest, Math.max(inclusion, consistency));
        }
        report.add(new Figure("a proof of inclusion, p50", "ms", List.of(median(inclusionMillis))));
        report.add(new Figure("a proof of consistency, p50", "ms", List.of(median(consistencyMillis))));
        report.atMost(new Figure("the longest of %,d proofs of each, hashes".formatted(PROOFS), "B",
                List.of((double) longest * Hash.BYTES)), 40 * Math.log(events) / Math.log(2));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(0.0);
    }
}
