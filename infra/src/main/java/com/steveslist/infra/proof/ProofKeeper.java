package com.steveslist.infra.proof;

import com.steveslist.infra.consumer.ConsumerLedger;
import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.infra.proof.TreeGrowth.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * This node's part in keeping the tree. Every node with the role tries; the tree's lock lets one do it. It reads behind the appends, in
 * few long stretches, so that they cost little, and at once when somebody wants a head.
 */
public final class ProofKeeper implements SmartLifecycle {

    /** Under this name its progress is shown. */
    public static final String CONSUMER = "proof.tree";

    private static final Logger LOG = LoggerFactory.getLogger(ProofKeeper.class);
    /** Stretches begin no sooner after each other, while the tree is close behind the log. */
    private static final long PACE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LOOK_MILLIS = 100;
    private static final long STANDBY_MILLIS = 300;
    private static final long MAX_PAUSE_MILLIS = 5_000;

    private final TreeGrowth growth;
    private final HeadSigning signing;
    private final TreeTable tree;
    private final ConsumerLedger ledger;
    private @Nullable Thread thread;
    private volatile boolean stopped = true;

    /** @param keyFile with the key that signs; made when there is none */
    public ProofKeeper(DataSource dataSource, EventLog log, ConsumerLedger ledger, Path keyFile) {
        LogKeys keys = new LogKeys(new SigningKeyFile(keyFile), dataSource);
        this.growth = new TreeGrowth(dataSource, log, keys);
        this.signing = new HeadSigning(dataSource, keys, new LastSigned(keyFile));
        this.tree = new TreeTable(dataSource);
        this.ledger = ledger;
    }

    @Override
    public synchronized void start() {
        stopped = false;
        thread = Thread.ofPlatform().name("proof").start(this::run);
    }

    private void run() {
        int failures = 0;
        try {
            while (!stopped) {
                try {
                    turn();
                    if (failures > 0) {
                        ledger.failing(CONSUMER, null);
                    }
                    failures = 0;
                } catch (RuntimeException e) {
                    if (stopped) {
                        return;
                    }
                    failures++;
                    if (failures == 1) {
                        LOG.warn("cannot prove the log now, and keeps trying: {}", e.getMessage());
                    }
                    LOG.debug("cannot prove the log now, try {}", failures, e);
                    ledger.failing(CONSUMER, e);
                    TimeUnit.MILLISECONDS.sleep(Math.min(MAX_PAUSE_MILLIS, 100L << Math.min(failures, 10)));
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("stops");
        }
    }

    private void turn() throws InterruptedException {
        long begun = System.nanoTime();
        Optional<Step> step = growth.step();
        if (step.isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(STANDBY_MILLIS);
            return;
        }
        if (step.get().moved()) {
            ledger.applied(CONSUMER, step.get().at());
        }
        if (!step.get().more()) {
            signing.signWhenDue();
            rest(begun);
        }
    }

    /** Until it is time for what came meanwhile, or somebody wants a head. */
    private void rest(long begun) throws InterruptedException {
        while (System.nanoTime() - begun < PACE_NANOS && !tree.hasWish()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
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
