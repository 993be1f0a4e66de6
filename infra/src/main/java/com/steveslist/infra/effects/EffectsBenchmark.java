package com.steveslist.infra.effects;

import com.steveslist.infra.bench.Benchmark;
import com.steveslist.infra.bench.Figure;
import com.steveslist.infra.bench.Latencies;
import com.steveslist.infra.bench.Report;
import com.steveslist.infra.bench.Rounds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** From the commit of a wish to its run, and how many wishes a second. Why there is a table of our own: decision 0008. */
public final class EffectsBenchmark implements Benchmark {

    private static final int SINGLE = 500;
    private static final int BATCHES = 50;
    private static final int BATCH = 100;
    private static final int DEADLINES = 200_000;

    private int turns;

    @Override
    public String name() {
        return "effects";
    }

    @Override
    public String question() {
        return "effects: from a wish's commit to its run, and wishes a second, against db-scheduler";
    }

    @Override
    public void run(Rounds rounds, Report report) throws Exception {
        report.fact("a turn", "%d wishes one after the other, then %d transactions of %d".formatted(SINGLE, BATCHES, BATCH));
        try (EffectsSide.Ours ours = new EffectsSide.Ours(0);
                EffectsSide.Ours beside = new EffectsSide.Ours(DEADLINES);
                EffectsSide.DbScheduler theirs = new EffectsSide.DbScheduler()) {
            Map<String, Callable<Turn>> sides = new LinkedHashMap<>();
            sides.put("ours", () -> measure(ours));
            sides.put("ours beside 200,000 deadlines", () -> measure(beside));
            sides.put("db-scheduler", () -> measure(theirs));
            Map<String, List<Turn>> measured = rounds.alternate(sides, turn -> "p50 %.2f ms, p99 %.2f ms, %,.0f effects/s"
                    .formatted(turn.p50Millis(), turn.p99Millis(), turn.perSecond()));
            Map<String, Figure> medians = figures(report, measured, ", p50", "ms", Turn::p50Millis);
            figures(report, measured, ", p99", "ms", Turn::p99Millis);
            Map<String, Figure> rates = figures(report, measured, "", "effects/s", Turn::perSecond);
            report.atMost(over(medians, "ours"), 1);
            report.atMost(over(medians, "ours beside 200,000 deadlines"), 1);
            report.atLeast(over(rates, "ours"), 1);
        }
    }

    private record Turn(double p50Millis, double p99Millis, double perSecond) {}

    private Turn measure(EffectsSide side) throws InterruptedException {
        String turn = "turn" + turns++ + '-';
        Latencies toRun = new Latencies();
        for (int i = 0; i < SINGLE; i++) {
            long before = side.done();
            side.wish(List.of(turn + i));
            long committed = System.nanoTime();
            while (side.done() == before) {
                Thread.onSpinWait();
            }
            toRun.add(Math.max(0, side.lastStartNanos() - committed));
        }
        long end = side.done() + (long) BATCHES * BATCH;
        long start = System.nanoTime();
        for (int i = 0; i < BATCHES; i++) {
            String batch = turn + "batch" + i + '-';
            side.wish(IntStream.range(0, BATCH).mapToObj(j -> batch + j).toList());
        }
        while (side.done() < end) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return new Turn(toRun.millis(0.5), toRun.millis(0.99), BATCHES * BATCH * 1e9 / (System.nanoTime() - start));
    }

    private static Map<String, Figure> figures(Report report, Map<String, List<Turn>> sides, String what, String unit,
            ToDoubleFunction<Turn> of) {
        Map<String, Figure> figures = new LinkedHashMap<>();
        sides.forEach((side, turns) -> {
            Figure figure = new Figure(side + what, unit, turns.stream().map(of::applyAsDouble).toList());
            figures.put(side, figure);
            report.add(figure);
        });
        return figures;
    }

    private static Figure over(Map<String, Figure> figures, String side) {
        Figure ours = figures.get(side);
        Figure theirs = figures.get("db-scheduler");
        if (ours == null || theirs == null) {
            throw new IllegalStateException("nothing was measured of " + side);
        }
        return ours.over(theirs);
    }
}
