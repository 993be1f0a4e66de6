package com.steveslist.api.erasure;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Takes erasures that are due one step further, one after the other; what fails is tried again after growing pauses, for ever. */
@Component
final class ErasureWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ErasureWorker.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final long LONGEST_PAUSE_SECONDS = 60;

    private final Erasures erasures;
    private final ErasureSteps steps;
    private volatile @Nullable Thread working;

    ErasureWorker(Erasures erasures, ErasureSteps steps) {
        this.erasures = erasures;
        this.steps = steps;
    }

    private void round() {
        for (Optional<Erasure> due = erasures.take(); due.isPresent(); due = erasures.take()) {
            Erasure erasure = due.get();
            try {
                steps.take(erasure);
            } catch (RuntimeException e) {
                long seconds = Math.min(LONGEST_PAUSE_SECONDS, 1L << Math.min(erasure.tries() - 1, 10));
                LOG.warn("{} could not {} and tries again in {} s: {}", erasure.id(), erasure.step(), seconds,
                        e.getClass().getSimpleName() + ": " + e.getMessage());
                erasures.later(erasure, Duration.ofSeconds(seconds));
            }
        }
    }

    private void run() {
        boolean failing = false;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                round();
                failing = false;
            } catch (RuntimeException e) {
                if (!failing) {
                    LOG.warn("cannot look for erasures that are due: {}", e.getClass().getSimpleName());
                }
                failing = true;
            }
            try {
                erasures.await(LOOK);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void start() {
        working = Thread.ofVirtual().name("erasures").start(this::run);
    }

    @Override
    public void stop() {
        Thread running = working;
        if (running != null) {
            running.interrupt();
            working = null;
        }
    }

    @Override
    public boolean isRunning() {
        return working != null;
    }
}
