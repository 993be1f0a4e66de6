package com.steveslist.infra.privacy;

import com.steveslist.events.account.AccountEvent;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.log.LogPosition;
import com.steveslist.infra.eventstore.EventLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;

/** Hears in the log of demands to erase people, and of their ends, so that this node's memory of their keys is right within a second. */
final class ErasureWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ErasureWatch.class);

    private static final Set<String> TYPES = Set.of("account.erasure_requested", "account.erasure_refused", "account.erased");
    private static final int PAGE = 500;
    private static final long PAUSE_MILLIS = 200;
    private static final long TRUSTED_NANOS = 900_000_000;

    /** A demand is met within minutes; one that waits for a server that is down is met soon after it is back. */
    private static final Duration LOOK_BACK = Duration.ofHours(1);

    private final EventLog log;
    private final ObjectProvider<PersonKeys> keys;
    private volatile long heardAt;
    private volatile @Nullable Thread watching;

    ErasureWatch(EventLog log, ObjectProvider<PersonKeys> keys) {
        this.log = log;
        this.keys = keys;
    }

    boolean hears() {
        return watching != null && System.nanoTime() - heardAt < TRUSTED_NANOS;
    }

    private void run() {
        LogPosition at = null;
        boolean failing = false;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                long begun = System.nanoTime();
                at = hear(at);
                heardAt = begun;
                failing = false;
            } catch (RuntimeException e) {
                if (!failing) {
                    LOG.warn("cannot hear whom to forget, so nobody's key is remembered: {}", e.getClass().getSimpleName());
                }
                failing = true;
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** In another epoch, positions behind which something was heard may hold other events. @return how far it has heard */
    private LogPosition hear(@Nullable LogPosition after) {
        LogPosition last = log.last();
        long from = after != null && after.epoch() == last.epoch()
                ? after.position()
                : log.positionAt(Instant.now().minus(LOOK_BACK)).position();
        List<RecordedEvent> page = log.read(from, PAGE, TYPES);
        page.forEach(event -> hear(event, keys.getObject()));
        return page.size() == PAGE ? new LogPosition(last.epoch(), page.getLast().position()) : last;
    }

    private static void hear(RecordedEvent recorded, PersonKeys keys) {
        switch (recorded.event()) {
            case AccountEvent.ErasureRequested requested -> keys.closing(requested.accountId());
            case AccountEvent.ErasureRefused refused -> keys.settled(refused.accountId());
            case AccountEvent.Erased erased -> keys.settled(erased.accountId());
            default -> {}
        }
    }

    @Override
    public void start() {
        watching = Thread.ofVirtual().name("erasures").start(this::run);
    }

    @Override
    public void stop() {
        Thread running = watching;
        if (running != null) {
            running.interrupt();
            watching = null;
        }
    }

    @Override
    public boolean isRunning() {
        return watching != null;
    }
}
