package com.steveslist.projections.bench;

import com.steveslist.infra.bench.SampleMarket;
import com.steveslist.infra.eventstore.append.AppendOutcome;
import com.steveslist.infra.eventstore.append.Appender;
import com.steveslist.infra.relay.Relay;
import com.steveslist.infra.serialization.EventJson;
import com.steveslist.projections.search.ListingIndexing;
import com.steveslist.query.listing.ListingViews;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/** Commits single events at an even pace, whatever happens, and looks all the time how far consumers are. */
final class SteadyLoad {

    private static final long LOOK_NANOS = 1_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> CONSUMERS = List.of(ListingViews.CONSUMER, Relay.CONSUMER, ListingIndexing.CONSUMER);

    private final Appender appender;
    private final JdbcTemplate sql;
    private final int perSecond;
    private final EventJson json = new EventJson();
    private volatile boolean commanding = true;
    private final Map<Long, Long> committedNanos = new ConcurrentHashMap<>();
    private final Map<String, NavigableMap<Long, Long>> looks =
            CONSUMERS.stream().collect(Collectors.toMap(consumer -> consumer, consumer -> new TreeMap<>()));

    SteadyLoad(Appender appender, JdbcTemplate sql, int perSecond) {
        this.appender = appender;
        this.sql = sql;
        this.perSecond = perSecond;
    }

    /** When events were committed, and when a look first showed a consumer at a position. */
    record Seen(double commitsPerSecond, Map<Long, Long> committedNanos, Map<String, NavigableMap<Long, Long>> looks) {

        /** From a commit to the first look that showed it, of so large a part of all events. */
        double millis(String consumer, double part) {
            NavigableMap<Long, Long> seenNanos = looks.getOrDefault(consumer, new TreeMap<>());
            List<Double> lags = new ArrayList<>();
            committedNanos.forEach((position, nanos) -> lags.add(Math.max(0, seenNanos.ceilingEntry(position).getValue() - nanos) / 1e6));
            lags.sort(null);
            return lags.get(Math.min(lags.size() - 1, (int) (lags.size() * part)));
        }
    }

    Seen run(Duration turn) throws Exception {
        long start = System.nanoTime();
        double seconds;
        Thread looking = Thread.ofPlatform().name("bench-look").start(this::look);
        try (ExecutorService commands = Executors.newVirtualThreadPerTaskExecutor()) {
            long all = turn.toSeconds() * perSecond;
            for (long i = 0; i < all; i++) {
                long due = start + i * 1_000_000_000L / perSecond;
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                commands.execute(this::append);
            }
        } finally {
            seconds = (System.nanoTime() - start) / 1e9;
            commanding = false;
            looking.join();
        }
        lookUntilAllIsSeen();
        return new Seen(committedNanos.size() / seconds, committedNanos, looks);
    }

    private void append() {
        if (appender.append(SampleMarket.listing().toRequest(json)) instanceof AppendOutcome.Appended appended) {
            committedNanos.put(appended.last().position(), System.nanoTime());
        }
    }

    private void look() {
        while (commanding) {
            lookOnce();
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private void lookUntilAllIsSeen() {
        long last = committedNanos.keySet().stream().mapToLong(Long::longValue).max().orElseThrow();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (CONSUMERS.stream().anyMatch(consumer -> looks.getOrDefault(consumer, new TreeMap<>()).ceilingKey(last) == null)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("a consumer is more than " + PATIENCE.toSeconds() + " s behind");
            }
            lookOnce();
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private void lookOnce() {
        sql.query("select consumer, position from consumer.progress", row -> {
            NavigableMap<Long, Long> seen = looks.get(row.getString(1));
            if (seen != null) {
                seen.putIfAbsent(row.getLong(2), System.nanoTime());
            }
        });
    }
}
