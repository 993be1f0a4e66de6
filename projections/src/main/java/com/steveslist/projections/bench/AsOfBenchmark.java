package com.steveslist.projections.bench;

import com.steveslist.infra.bench.BenchLog;
import com.steveslist.infra.bench.Benchmark;
import com.steveslist.infra.bench.Figure;
import com.steveslist.infra.bench.Filling;
import com.steveslist.infra.bench.Latencies;
import com.steveslist.infra.bench.Report;
import com.steveslist.infra.bench.Rounds;
import com.steveslist.infra.eventstore.LogAddress;
import com.steveslist.projections.history.LogMoments;
import com.steveslist.query.history.Moment;
import com.steveslist.query.history.Moments;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads as of random moments of a million events, against the same reads of what is there now. */
public final class AsOfBenchmark implements Benchmark {

    private static final long EVENTS = 1_000_000;
    private static final double TIMES = 5;

    @Override
    public String name() {
        return "as-of";
    }

    @Override
    public String question() {
        return "as-of: the p99 of reads as of random moments of 1,000,000 events, against the same reads of what is there now";
    }

    /** How long reads took. @param kind of the question */
    private record Took(Map<String, Latencies> byKind) {

        double p99(String kind) {
            return byKind.getOrDefault(kind, new Latencies()).millis(0.99);
        }
    }

    @Override
    public void run(Rounds rounds, Report report) throws Exception {
        long events = Math.min(EVENTS, rounds.mostEvents());
        try (BenchLog log = new BenchLog(report)) {
            VariedMarket market = new VariedMarket();
            Filling.ours(log.appender(), Math.toIntExact(events / VariedMarket.SALE_EVENTS), market::sale);
            OurViews views = new OurViews(log);
            views.rebuild();
            log.jdbc().execute("vacuum (analyze)");
            report.fact("events", "%,d".formatted(views.log().last().position()));
            size(views, report);
            DataSource readers = log.pool("readers", null, 4);
            MarketReads reads = new MarketReads(readers, market);
            Moments moments = new LogMoments(log.pool("moments", LogAddress.SCHEMA, 2));
            long end = views.log().last().position();
            measure(rounds, report, reads, moments, end);
        }
    }

    /** What history takes, beside the rows. */
    private static void size(OurViews views, Report report) {
        String sizes =
                "select pg_size_pretty(pg_table_size('%1$s')) || ' and ' || pg_size_pretty(pg_indexes_size('%1$s')) || ' of indexes'";
        views.views().forEach(view -> {
            report.fact(view.consumer(), String.valueOf(views.sql().queryForObject(sizes.formatted(view.table()), String.class)));
            report.fact(view.consumer() + ", history",
                    String.valueOf(views.sql().queryForObject(sizes.formatted(view.historyTable()), String.class)));
        });
    }

    private static void measure(Rounds rounds, Report report, MarketReads reads, Moments moments, long end) throws Exception {
        Random random = new Random(1);
        Map<String, Callable<Took>> sides = new LinkedHashMap<>();
        sides.put("now", () -> turn(rounds.turn(), reads, random, () -> null));
        sides.put("as of", () -> turn(rounds.turn(), reads, random, () -> moment(moments.after(1 + random.nextLong(end)))));
        Map<String, List<Took>> took = rounds.alternate(sides, AsOfBenchmark::told);
        for (String kind : reads.kinds()) {
            Figure now = figure("now: " + kind, kind, took.getOrDefault("now", List.of()));
            Figure then = figure("as of: " + kind, kind, took.getOrDefault("as of", List.of()));
            report.add(now);
            report.add(then);
            report.atMost(then.over(now), TIMES);
        }
    }

    private static Figure figure(String name, String kind, List<Took> turns) {
        return new Figure(name + ", p99", "ms", turns.stream().map(turn -> turn.p99(kind)).toList());
    }

    private static String told(Took took) {
        return took.byKind().entrySet().stream()
                .map(kind -> String.format(Locale.ROOT, "%s %.2f ms", kind.getKey(), kind.getValue().millis(0.99)))
                .collect(Collectors.joining(", "));
    }

    private static Moment moment(Moments.Found found) {
        if (found instanceof Moments.Found.Known known) {
            return known.moment();
        }
        throw new IllegalStateException("a position of the log names no moment");
    }

    /** One reader, so that nothing but the read itself is measured. Finding the moment is a part of a read as of it. */
    private static Took turn(Duration turn, MarketReads reads, Random random, Callable<@Nullable Moment> moment) throws Exception {
        Map<String, Latencies> byKind = new LinkedHashMap<>();
        long until = System.nanoTime() + turn.toNanos();
        while (System.nanoTime() < until) {
            for (String kind : reads.kinds()) {
                Runnable read = reads.next(kind, random);
                long begun = System.nanoTime();
                reads.at(moment.call());
                read.run();
                byKind.computeIfAbsent(kind, _ -> new Latencies()).add(System.nanoTime() - begun);
            }
        }
        return new Took(byKind);
    }
}
