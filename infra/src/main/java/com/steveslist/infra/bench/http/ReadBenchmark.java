package com.steveslist.infra.bench.http;

import static java.util.Objects.requireNonNull;

import com.steveslist.infra.bench.Benchmark;
import com.steveslist.infra.bench.Figure;
import com.steveslist.infra.bench.Report;
import com.steveslist.infra.bench.Rounds;
import com.steveslist.infra.embedded.EmbeddedServers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Calls that read, against the same calls of Spring Boot with JPA; on applications of their own, so that both hold the same. */
public final class ReadBenchmark implements Benchmark {

    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final String ONE = "ours, GET one";
    private static final String LIST = "ours, GET list";
    private static final String JPA_ONE = "JPA, GET one";
    private static final String JPA_LIST = "JPA, GET list";

    @Override
    public String name() {
        return "http-reads";
    }

    @Override
    public String question() {
        return "http-reads: GET /v1/listings/{id} and GET /v1/listings?category=… over " + Callers.CONNECTIONS
                + " connections, against Spring Boot with JPA; part of http too";
    }

    @Override
    public void run(Rounds rounds, Report report) throws Exception {
        String libraries = HttpBenchmark.libraries();
        String twinLibraries = HttpBenchmark.twinLibraries();
        EmbeddedServers.startAll();
        try (OurNodes ours = OurNodes.start(libraries); Contestant jpa = Twins.jpa(twinLibraries)) {
            requireSameAnswers(ours, jpa);
            HttpBenchmark.facts(report, jpa);
            measure(rounds, report, ours, jpa);
        }
    }

    /** Of a market of one listing, since many callers fill each side in an order of its own. */
    private static void requireSameAnswers(OurNodes ours, Contestant jpa) throws Exception {
        ReadCalls ourCalls = ours.calls().fill(1);
        ours.settle();
        ReadCalls jpaCalls = jpa.reads().fill(1);
        SameAnswers.require("GET one", ourCalls.readOne(), Map.of("JPA", jpaCalls.readOne()));
        SameAnswers.require("GET list", ourCalls.readList(), Map.of("JPA", jpaCalls.readList()));
    }

    private static void measure(Rounds rounds, Report report, OurNodes ours, Contestant jpa) throws Exception {
        ReadCalls ourCalls = ours.calls().fill(ReadCalls.LISTINGS);
        ours.settle();
        ReadCalls jpaCalls = jpa.reads().fill(ReadCalls.LISTINGS);
        ours.analyze();
        jpa.sql().execute("analyze");
        report.fact("memory",
                "ours remembers the rows that it read last, in a tenth of its heap and for 10 to 15 s; JPA what Spring Boot lets it by itself");
        report.fact("reads", ReadCalls.LISTINGS + " listings in " + ReadCalls.CATEGORIES
                + " categories; one of them by its id, or the 20 newest of a category above a price; each request with an API key");

        Map<String, Callable<Turn>> sides = new LinkedHashMap<>();
        sides.put(ONE, turns(ourCalls.one(), rounds));
        sides.put(JPA_ONE, turns(jpaCalls.one(), rounds));
        sides.put(LIST, turns(ourCalls.lists(), rounds));
        sides.put(JPA_LIST, turns(jpaCalls.lists(), rounds));
        Map<String, List<Turn>> turns = rounds.alternate(sides, HttpBenchmark::told);
        Map<String, Figure> rates = new LinkedHashMap<>();
        turns.forEach((side, its) -> {
            Figure rate = new Figure(side, "requests/s", its.stream().map(Turn::perSecond).toList());
            rates.put(side, rate);
            report.add(rate);
            report.add(new Figure(side + ", p50", "ms", its.stream().map(Turn::p50Millis).toList()));
            report.add(new Figure(side + ", p99", "ms", its.stream().map(Turn::p99Millis).toList()));
        });
        report.atLeast(requireNonNull(rates.get(ONE)).over(requireNonNull(rates.get(JPA_ONE))), 1.5);
        report.atLeast(requireNonNull(rates.get(LIST)).over(requireNonNull(rates.get(JPA_LIST))), 1.2);
    }

    /** The first turn is longer, since compiling a web application takes a JVM its time. */
    private static Callable<Turn> turns(Callers callers, Rounds rounds) {
        Duration[] next = {rounds.turn().compareTo(WARM_UP) > 0 ? rounds.turn() : WARM_UP};
        return () -> {
            Turn turn = callers.run(next[0]);
            next[0] = rounds.turn();
            return turn;
        };
    }
}
