package com.steveslist.api.security;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Runs every {@link Chore} at its times, one after the other. */
@Component
final class Chores implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Chores.class);
    private static final long STOPPING_SECONDS = 5;

    private final List<Chore> chores;
    private volatile @Nullable ScheduledExecutorService clock;

    Chores(List<Chore> chores) {
        this.chores = chores;
    }

    private static void carefully(Chore chore, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warn("{} failed, the next time is in {} s", chore.getClass().getSimpleName(), chore.pause().toSeconds(), e);
        }
    }

    @Override
    public void start() {
        ScheduledExecutorService started =
                Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("chores").factory());
        for (Chore chore : chores) {
            long millis = chore.pause().toMillis();
            started.scheduleWithFixedDelay(() -> carefully(chore, chore::run), millis, millis, TimeUnit.MILLISECONDS);
        }
        clock = started;
    }

    @Override
    public void stop() {
        ScheduledExecutorService running = clock;
        clock = null;
        if (running != null) {
            chores.forEach(chore -> running.execute(() -> carefully(chore, chore::end)));
            running.shutdown();
            try {
                running.awaitTermination(STOPPING_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return clock != null;
    }
}
