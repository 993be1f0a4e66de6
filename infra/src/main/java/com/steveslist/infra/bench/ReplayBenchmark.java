package com.steveslist.infra.bench;

import com.steveslist.infra.bench.Rounds.Side;
import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.infra.eventstore.LogAddress;
import com.steveslist.infra.serialization.EventJson;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;

/** Reading everything from the first event on, each payload parsed into its record. */
public final class ReplayBenchmark implements Benchmark {

    private static final int SALES = 20_000;
    private static final int EVENTS = SALES * SampleMarket.SALE_EVENTS;
    private static final int PAGE = 1_000;
    private static final int AXON_DEFAULT_PAGE = 100;

    private final EventJson json = new EventJson();

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public String question() {
        return "replay: every event read and parsed, against Axon's JDBC engine and against a plain scan that parses too";
    }

    @Override
    public void run(Rounds rounds, Report report) throws Exception {
        report.fact("events", "%,d, pages of %,d on each side".formatted(EVENTS, PAGE));
        try (BenchLog log = new BenchLog(report)) {
            DataSource pool = log.pool("read", LogAddress.SCHEMA, 2);
            EventLog ours = new EventLog(pool, json);
            JdbcEventStorageEngine axon = AxonEngine.on(log.pool("axon", null, 4), PAGE);
            JdbcEventStorageEngine axonAsItComes = AxonEngine.on(log.pool("axon-default", null, 4), AXON_DEFAULT_PAGE);
            Filling.ours(log.appender(), SALES);
            Filling.axon(axon, SALES);
            log.jdbc().execute("vacuum (analyze) event");
            log.jdbc().execute("vacuum (analyze) public.domainevententry");

            Map<String, Side> sides = new LinkedHashMap<>();
            sides.put("ours", () -> perSecond(rounds, () -> readOurs(ours)));
            sides.put("Axon", () -> perSecond(rounds, () -> readAxon(axon)));
            sides.put("Axon, its default page", () -> perSecond(rounds, () -> readAxon(axonAsItComes)));
            sides.put("scan", () -> perSecond(rounds, () -> scan(pool)));
            Figures figures = rounds.alternate("events/s", sides);
            report.add(figures);
            report.atLeast(figures.ratio("ours", "Axon"), 2);
            report.atLeast(figures.ratio("ours", "scan"), 0.8);
        }
    }

    private interface Reading {
        long read() throws Exception;
    }

    /** Everything, again and again until the turn is over. */
    private static double perSecond(Rounds rounds, Reading reading) throws Exception {
        long start = System.nanoTime();
        long read = 0;
        do {
            long once = reading.read();
            if (once != EVENTS) {
                throw new IllegalStateException("read " + once + " of " + EVENTS + " events");
            }
            read += once;
        } while (System.nanoTime() - start < rounds.turn().toNanos());
        return read * 1e9 / (System.nanoTime() - start);
    }

    private static long readOurs(EventLog log) {
        AtomicLong read = new AtomicLong();
        log.replay(0, PAGE, page -> read.addAndGet(page.size()));
        return read.get();
    }

    private static long readAxon(JdbcEventStorageEngine engine) {
        try (Stream<? extends TrackedEventMessage<?>> events = engine.readEvents(null, false)) {
            // Axon parses a payload when it is first asked for.
            return events.map(TrackedEventMessage::getPayload).filter(Objects::nonNull).count();
        }
    }

    private long scan(DataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(PAGE);
                long read = 0;
                try (ResultSet row = statement.executeQuery("select * from event order by position")) {
                    while (row.next()) {
                        json.read(row.getString("type"), row.getInt("type_version"), row.getBytes("payload"));
                        read++;
                    }
                }
                return read;
            } finally {
                connection.rollback();
            }
        }
    }
}
