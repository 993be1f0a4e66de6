package com.steveslist.infra.bench.http;

import static java.util.Objects.requireNonNull;

import com.steveslist.infra.bench.Benchmark;
import com.steveslist.infra.bench.Figure;
import com.steveslist.infra.bench.Report;
import com.steveslist.infra.bench.Rounds;
import com.steveslist.infra.embedded.EmbeddedServers;
import com.steveslist.infra.embedded.ServerException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** A call that writes, from connection to connection. */
public final class HttpBenchmark implements Benchmark {

    private static final Duration WARM_UP = Duration.ofSeconds(60);
    private static final String OURS = "ours";
    private static final String UNPROVEN = "ours, proofs off";
    private static final String UNPACED = "ours, all unpaced";
    private static final String JPA = "JPA";
    private static final String AXON = "Axon, its defaults";
    private static final String TUNED = "Axon, tuned";

    @Override
    public String name() {
        return "http";
    }

    @Override
    public String question() {
        return "http: POST /v1/listings over " + Callers.CONNECTIONS
                + " connections, against Spring Boot with JPA and against Axon with its defaults; then the reads of http-reads";
    }

    @Override
    public void run(Rounds rounds, Report report) throws Exception {
        EmbeddedServers.startAll();
        try (OurNodes ours = OurNodes.start(libraries());
                Contestant jpa = Twins.jpa(twinLibraries());
                Contestant axon = Twins.axon(twinLibraries());
                Contestant tuned = Twins.axonTuned(twinLibraries())) {
            SameAnswers.require("POST /v1/listings", ours.callOnce(),
                    Map.of(JPA, jpa.callOnce(), AXON, axon.callOnce(), TUNED, tuned.callOnce()));
            facts(report, jpa);
            axonFacts(report);
            write(rounds, report, ours, jpa, axon, tuned);
        }
        new ReadBenchmark().run(rounds, report);
    }

    private static void write(Rounds rounds, Report report, OurNodes ours, Contestant jpa, Contestant axon, Contestant tuned)
            throws Exception {
        Map<String, Callable<MeasuredTurn>> sides = new LinkedHashMap<>();
        sides.put(OURS, () -> ours.paced(rounds.turn(), WARM_UP));
        sides.put(UNPROVEN, () -> ours.withoutProofs(rounds.turn(), WARM_UP));
        sides.put(JPA, () -> jpa.measureUntilSeen(rounds.turn(), WARM_UP));
        sides.put(AXON, () -> axon.measureUntilSeen(rounds.turn(), WARM_UP));
        sides.put(TUNED, () -> tuned.measureUntilSeen(rounds.turn(), WARM_UP));
        sides.put(UNPACED, () -> ours.unpaced(rounds.turn(), WARM_UP));
        Map<String, List<MeasuredTurn>> turns = rounds.alternate(sides, turn -> told(turn.turn()));
        report(report, turns);
        heaps(report, ours, jpa, axon);
    }

    private static void report(Report report, Map<String, List<MeasuredTurn>> turns) {
        Map<String, Figure> rates = new LinkedHashMap<>();
        Map<String, Figure> withViews = new LinkedHashMap<>();
        Map<String, Figure> tails = new LinkedHashMap<>();
        turns.forEach((side, its) -> {
            Figure rate = figure(side, "requests/s", its, turn -> turn.turn().perSecond());
            Figure tail = figure(side + ", p99", "ms", its, turn -> turn.turn().p99Millis());
            rates.put(side, rate);
            tails.put(side, tail);
            report.add(rate);
            if (!side.equals(JPA)) {
                Figure kept = figure(side + ", with views within 1 s", "requests/s", its, MeasuredTurn::perSecondWithViews);
                withViews.put(side, kept);
                report.add(kept);
                report.add(figure(side + ", views show all after", "s", its, MeasuredTurn::seenAfterSeconds));
            }
            report.add(figure(side + ", p50", "ms", its, turn -> turn.turn().p50Millis()));
            report.add(tail);
        });
        report.add(over(rates, UNPACED, JPA));
        report.add(over(rates, OURS, AXON));
        report.add(over(rates, UNPACED, AXON));
        report.add(over(rates, OURS, TUNED));
        report.add(over(withViews, OURS, TUNED));
        report.add(figure(UNPACED + ": views behind at most", "s", turns.get(UNPACED), MeasuredTurn::behindSeconds));
        report.atLeast(over(rates, OURS, JPA), 1.5);
        report.atMost(over(tails, OURS, JPA), 0.5);
        report.atLeast(over(rates, OURS, UNPROVEN), 0.95);
        report.atLeast(over(withViews, OURS, AXON), 8);
        report.atMost(figure(OURS + ": views behind the log at most", "s", turns.get(OURS), MeasuredTurn::behindSeconds),
                MeasuredTurn.VIEWS_WITHIN_SECONDS);
    }

    private static void heaps(Report report, OurNodes ours, Contestant jpa, Contestant axon) {
        report.add(new Figure("JPA, heap after collections at most", "MiB", List.of(jpa.application().heapMiB())));
        report.add(new Figure("Axon, heap after collections at most", "MiB", List.of(axon.application().heapMiB())));
        report.add(new Figure("ours, the node of Kafka's roles, heap likewise", "MiB", List.of(ours.kafkaHeapMiB())));
        report.atMost(new Figure("ours, heap after collections at most (-Xmx512m)", "MiB", List.of(ours.heapMiB())), Application.HEAP_MIB);
    }

    private static Figure over(Map<String, Figure> bySide, String side, String other) {
        return requireNonNull(bySide.get(side)).over(requireNonNull(bySide.get(other)));
    }

    private static Figure figure(String name, String unit, @Nullable List<MeasuredTurn> turns, ToDoubleFunction<MeasuredTurn> measured) {
        return new Figure(name, unit, requireNonNull(turns).stream().map(measured::applyAsDouble).toList());
    }

    static String told(Turn turn) {
        return "%,.0f requests/s, p50 %,.1f ms, p99 %,.1f ms".formatted(turn.perSecond(), turn.p50Millis(), turn.p99Millis());
    }

    static void facts(Report report, Contestant any) {
        report.version("PostgreSQL", String.valueOf(any.sql().queryForObject("show server_version", String.class)));
        report.fact("durability", "fsync " + any.sql().queryForObject("show fsync", String.class) + ", synchronous_commit "
                + any.sql().queryForObject("show synchronous_commit", String.class));
        report.fact("applications",
                "one process each, -Xmx" + Application.HEAP_MIB + "m, virtual threads; 16 database connections for JPA");
    }

    private static void axonFacts(Report report) {
        report.fact("Axon, its defaults", "XStream, large objects, 10 connections, one event a transaction of its view");
        report.fact("Axon, tuned", "JSON, bytea, 16 connections, 100 events a transaction of its view");
        report.fact("with views within 1 s",
                "what the views take beyond 1 s after the last answer counts as time of the turn, for every side");
        report.fact("paced", "what reads or writes Kafka is halted during a turn and has caught up before the next one");
        report.fact("warm-up", WARM_UP.toSeconds() + " s");
    }

    static String libraries() {
        return property("steveslist.build", "the application is not built") + "/lib/*";
    }

    static String twinLibraries() {
        return property("steveslist.twins", "what it is compared with is in api's test tree and not compiled");
    }

    private static String property(String name, String why) {
        @Nullable String value = System.getProperty(name);
        if (value == null || value.isEmpty()) {
            throw new ServerException(why + ": start it with ./steveslist bench http or http-reads");
        }
        return value;
    }
}
