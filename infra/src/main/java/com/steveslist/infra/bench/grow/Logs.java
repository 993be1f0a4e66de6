package com.steveslist.infra.bench.grow;

import com.steveslist.infra.bench.BenchLog;
import com.steveslist.infra.bench.Report;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** Logs of several sizes on one PostgreSQL, and a node on each. */
final class Logs implements AutoCloseable {

    private final Report report;
    private final Map<Long, CommandNode> nodes = new LinkedHashMap<>();
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    Logs(Report report) {
        this.report = report;
    }

    void load(long events) throws Exception {
        BenchLog log = new BenchLog(report);
        parts.addFirst(log);
        long start = System.nanoTime();
        FullLog.ofSales(log, Long.toString(events), events);
        // What was written is on disk before anything is measured.
        log.jdbc().execute("checkpoint");
        if (events > 0) {
            double seconds = (System.nanoTime() - start) / 1e9;
            String size = log.jdbc().queryForObject("select pg_size_pretty(pg_database_size(current_database()))", String.class);
            report.fact("loaded %,d".formatted(events), "in %,.0f s, %,.0f events/s, %s".formatted(seconds, events / seconds, size));
            System.err.printf("  loaded %,d events in %,.0f s: %s%n", events, seconds, size);
        }
        CommandNode node = new CommandNode(log.address());
        parts.addFirst(node);
        nodes.put(events, node);
    }

    /** By the number of events that were stored. */
    Map<Long, CommandNode> nodes() {
        return Collections.unmodifiableMap(nodes);
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable part : parts) {
            part.close();
        }
    }
}
