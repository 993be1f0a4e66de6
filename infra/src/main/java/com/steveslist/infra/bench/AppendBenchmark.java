package com.steveslist.infra.bench;

import com.steveslist.infra.bench.Rounds.Side;
import com.steveslist.infra.consumer.ConsumerLedger;
import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.infra.eventstore.LogAddress;
import com.steveslist.infra.eventstore.append.AppendOutcome;
import com.steveslist.infra.eventstore.append.AppendSettings;
import com.steveslist.infra.eventstore.append.Appender;
import com.steveslist.infra.proof.ProofBook;
import com.steveslist.infra.proof.ProofKeeper;
import com.steveslist.infra.serialization.EventJson;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;

/** Commands that write one event each. */
public final class AppendBenchmark implements Benchmark {

    private static final int AXON_POOL = 32;
    private static final int LIMIT_CONNECTIONS = 4;
    private static final int LIMIT_ROWS = 100;
    private static final int NODES = 3;

    private final EventJson json = new EventJson();

    @Override
    public String name() {
        return "append";
    }

    @Override
    public String question() {
        return "append: one event a command, against Axon's JDBC engine and against plain multi-row inserts";
    }

    @Override
    public void run(Rounds rounds, Report report) throws Exception {
        report.fact("connections",
                "ours " + AppendSettings.DEFAULTS.connections() + " a node, Axon " + AXON_POOL + ", plain inserts " + LIMIT_CONNECTIONS
                        + " of " + LIMIT_ROWS + " rows");
        try (BenchLog log = new BenchLog(report)) {
            Appender appender = log.appender();
            JdbcEventStorageEngine axon = AxonEngine.on(log.pool("axon", null, AXON_POOL), 100);
            PlainInserts plain = new PlainInserts(log.pool("plain", LogAddress.SCHEMA, LIMIT_CONNECTIONS));
            rates(rounds, report, log, appender, axon, plain);
            proofs(rounds, report, log, appender);
            latencies(rounds, report, appender, plain);
        }
    }

    private void rates(Rounds rounds, Report report, BenchLog log, Appender appender, JdbcEventStorageEngine axon, PlainInserts plain)
            throws Exception {
        List<Appender> nodes = List.of(log.appender(), log.appender(), log.appender());
        AtomicInteger next = new AtomicInteger();
        Map<String, Side> sides = new LinkedHashMap<>();
        sides.put("ours, 256 clients", () -> Clients.perSecond(256, rounds.turn(), () -> append(appender)));
        sides.put("Axon, 256 clients", () -> Clients.perSecond(256, rounds.turn(), () -> append(axon)));
        sides.put("limit", () -> LIMIT_ROWS * Clients.perSecond(LIMIT_CONNECTIONS, rounds.turn(), () -> plain.insert(LIMIT_ROWS)));
        sides.put("ours, 1,024 clients", () -> Clients.perSecond(1_024, rounds.turn(), () -> append(appender)));
        sides.put("Axon, 1,024 clients", () -> Clients.perSecond(1_024, rounds.turn(), () -> append(axon)));
        sides.put("three nodes, 256 clients",
                () -> Clients.perSecond(256, rounds.turn(), () -> append(nodes.get(next.getAndIncrement() % NODES))));
        Figures figures = rounds.alternate("events/s", sides);
        report.add(figures);
        report.atLeast(figures.ratio("ours, 256 clients", "Axon, 256 clients"), 3);
        report.atLeast(figures.ratio("ours, 256 clients", "limit"), 0.4);
        report.atLeast(figures.ratio("ours, 1,024 clients", "Axon, 1,024 clients"), 4);
        report.atLeast(figures.ratio("ours, 1,024 clients", "limit"), 0.5);
        report.atLeast(figures.ratio("three nodes, 256 clients", "ours, 256 clients"), 0.75);
    }

    /** Twice the turns: what is to be seen is smaller than what one turn differs from the next. */
    private void proofs(Rounds rounds, Report report, BenchLog log, Appender appender) throws Exception {
        log.migrate("consumer", "classpath:db/consumer");
        log.migrate("proof", "classpath:db/proof");
        DataSource pool = log.pool("proof", LogAddress.SCHEMA, 4);
        ProofBook book = new ProofBook(pool);
        ProofKeeper keeper = new ProofKeeper(pool, new EventLog(pool, json), new ConsumerLedger(pool),
                Files.createTempDirectory("steveslist-bench").resolve("key"));
        Map<String, Side> sides = new LinkedHashMap<>();
        sides.put("ours, proofs off", () -> Clients.perSecond(256, rounds.turn(), () -> append(appender)));
        sides.put("ours, proofs on", () -> {
            keeper.start();
            try {
                long end = log.jdbc().query("select max(position) from event", (row, n) -> row.getLong(1)).getFirst();
                while (book.size() < end) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
                }
                return Clients.perSecond(256, rounds.turn(), () -> append(appender));
            } finally {
                keeper.stop();
            }
        });
        Figures figures = new Rounds(2 * rounds.count(), rounds.turn()).alternate("events/s", sides);
        report.add(figures);
        report.atLeast(figures.ratio("ours, proofs on", "ours, proofs off"), 0.95);
    }

    private void latencies(Rounds rounds, Report report, Appender appender, PlainInserts plain) throws Exception {
        Map<String, Side> sides = new LinkedHashMap<>();
        sides.put("ours, one client", () -> Clients.medianMillis(rounds.turn(), () -> append(appender)));
        sides.put("insert and commit, one client", () -> Clients.medianMillis(rounds.turn(), () -> plain.insert(1)));
        Figures figures = rounds.alternate("ms", sides);
        report.add(figures);
        report.atMost(figures.ratio("ours, one client", "insert and commit, one client"), 2);
    }

    private void append(Appender appender) {
        if (!(appender.append(SampleMarket.listing().toRequest(json)) instanceof AppendOutcome.Appended)) {
            throw new IllegalStateException("a new stream cannot lose");
        }
    }

    private static void append(JdbcEventStorageEngine axon) {
        axon.appendEvents(List.of(SampleMarket.listing().toMessage()));
    }
}
