package com.steveslist.infra.relay;

import com.steveslist.infra.consumer.ConsumerLedger;
import com.steveslist.infra.eventstore.AheadOfLogException;
import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.infra.eventstore.LogSignal;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** This node's part in carrying the log to Kafka: relays while it has the lease, waits for it otherwise. */
public final class Relay implements SmartLifecycle {

    /** Under this name its progress is kept. */
    public static final String CONSUMER = "relay.kafka";

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final Duration IDLE = Duration.ofMillis(500);
    /** Batches follow each other no sooner: bigger ones cost the broker, the database and every follower of the topic less. */
    private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long STANDBY_MILLIS = 500;
    private static final long MAX_PAUSE_MILLIS = 5_000;
    private static final long THIN_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final String bootstrapServers;
    private final EventLog log;
    private final LogSignal signal;
    private final EventRecords records;
    private final RelayProgress progress;
    private final ConsumerLedger ledger;
    private final DataSource dataSource;
    private @Nullable Thread thread;
    private volatile boolean stopped = true;
    private long thinnedAt = System.nanoTime();

    public Relay(
            String bootstrapServers, EventLog log, LogSignal signal, EventRecords records, ConsumerLedger ledger, DataSource dataSource) {
        this.bootstrapServers = bootstrapServers;
        this.log = log;
        this.signal = signal;
        this.records = records;
        this.progress = new RelayProgress(dataSource);
        this.ledger = ledger;
        this.dataSource = dataSource;
    }

    @Override
    public synchronized void start() {
        stopped = false;
        thread = Thread.ofPlatform().name("relay").start(this::run);
    }

    private void run() {
        try (RelayLease lease = new RelayLease(dataSource, UUID.randomUUID().toString())) {
            int failures = 0;
            while (!stopped) {
                try {
                    if (lease.held()) {
                        failures = relay(lease, failures);
                    } else {
                        TimeUnit.MILLISECONDS.sleep(STANDBY_MILLIS);
                    }
                } catch (AheadOfLogException e) {
                    LOG.warn("the relay starts over: {}", e.getMessage());
                } catch (RuntimeException e) {
                    if (stopped) {
                        return;
                    }
                    failures++;
                    report(failures, e);
                    // Another node that took over meanwhile has said that it works, and says it once.
                    if (lease.held()) {
                        ledger.failing(CONSUMER, e);
                    }
                    TimeUnit.MILLISECONDS.sleep(Math.min(MAX_PAUSE_MILLIS, 100L << Math.min(failures, 10)));
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("the relay stops");
        }
    }

    /** Relays until the lease is gone, the node stops, or something throws. @return 0: it worked */
    private int relay(RelayLease lease, int failuresBefore) throws InterruptedException {
        try (RelaySession session = new RelaySession(bootstrapServers, log, records, progress, lease::held)) {
            ledger.applied(CONSUMER, session.at());
            LOG.info("relays to {} from position {}{}", bootstrapServers, session.at().position(), failuresBefore > 0 ? " again" : "");
            boolean works = false;
            while (!stopped && lease.held()) {
                long begun = System.nanoTime();
                long before = session.at().position();
                boolean more = session.relayBatch();
                if (!works) {
                    ledger.failing(CONSUMER, null);
                    works = true;
                }
                if (session.at().position() > before) {
                    ledger.applied(CONSUMER, session.at());
                }
                if (more) {
                    continue;
                }
                if (!signal.await(session.at().position(), IDLE)) {
                    session.checkNotAhead();
                    thin();
                }
                TimeUnit.NANOSECONDS.sleep(PACE_NANOS - (System.nanoTime() - begun));
            }
            return 0;
        }
    }

    private void thin() {
        if (System.nanoTime() - thinnedAt > THIN_EVERY_NANOS) {
            progress.thin();
            thinnedAt = System.nanoTime();
        }
    }

    /** Once in words, the repeats only for who looks closely. */
    private static void report(int failures, RuntimeException e) {
        if (failures == 1) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            LOG.warn("cannot relay to Kafka now, and keeps trying: {} ({})", e.getMessage(), cause.getMessage());
        } else {
            LOG.debug("cannot relay to Kafka, try {}", failures, e);
        }
    }

    @Override
    public synchronized void stop() {
        stopped = true;
        Thread running = thread;
        if (running != null) {
            running.interrupt();
            try {
                running.join(Duration.ofSeconds(8));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }
}
