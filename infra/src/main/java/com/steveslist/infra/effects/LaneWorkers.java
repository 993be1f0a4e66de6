package com.steveslist.infra.effects;

import com.steveslist.infra.effects.EffectTable.Taken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The workers of one lane: a bounded number of effects that this node has taken, a smaller number of which run at once, each on a
 * virtual thread.
 */
final class LaneWorkers {

    private final Lane lane;
    private final EffectRunner runner;
    private final BiConsumer<Taken, @Nullable Throwable> recorder;
    private final Semaphore room;
    private final Semaphore workers;
    private final Map<String, Running> taken = new ConcurrentHashMap<>();

    /** @param recorder hears how each run ended, and calls {@link #forget} when that is written */
    LaneWorkers(Lane lane, EffectProperties properties, EffectRunner runner, BiConsumer<Taken, @Nullable Throwable> recorder) {
        this.lane = lane;
        this.runner = runner;
        this.recorder = recorder;
        this.room = new Semaphore(properties.workers(lane) + properties.queue());
        this.workers = new Semaphore(properties.workers(lane), true);
    }

    Lane lane() {
        return lane;
    }

    /** Reserves room for up to {@code wanted} effects, and says for how many. */
    int reserve(int wanted) {
        int free = Math.min(wanted, room.availablePermits());
        return free > 0 && room.tryAcquire(free) ? free : 0;
    }

    void cancelReservation(int reserved) {
        room.release(reserved);
    }

    /** Runs an effect for which there is room and a lease. One that is still running here, though its lease had ended, is left alone. */
    void start(Taken effect) {
        Running running = new Running(effect);
        if (taken.putIfAbsent(effect.effect().id(), running) == null) {
            running.thread = Thread.ofVirtual().name("effect-" + effect.effect().kind()).start(() -> run(running));
        } else {
            room.release();
        }
    }

    private void run(Running running) {
        try {
            workers.acquire();
        } catch (InterruptedException e) {
            // Not begun: whoever interrupted gives it back.
            forget(running.effect.effect().id());
            return;
        }
        running.startedAt = System.nanoTime();
        running.state = State.RUNS;
        @Nullable Throwable failure;
        try {
            failure = runner.run(running.effect);
        } finally {
            running.state = State.ENDED;
            workers.release();
        }
        recorder.accept(running.effect, failure);
    }

    /** The outcome of a run is written. */
    void forget(String id) {
        if (taken.remove(id) != null) {
            room.release();
        }
    }

    /** The effects taken longer than {@code age} ago whose outcome is not written yet. Those that have run too long are interrupted. */
    List<String> alive(Duration age, Duration longestRun) {
        long now = System.nanoTime();
        List<String> alive = new ArrayList<>();
        taken.forEach((id, running) -> {
            if (running.state == State.RUNS && now - running.startedAt > longestRun.toNanos()) {
                running.interrupt();
            } else if (now - running.takenAt > age.toNanos()) {
                alive.add(id);
            }
        });
        return alive;
    }

    /** Interrupts those that wait for a worker; returns their ids. */
    List<String> abandonWaiting() {
        List<String> abandoned = new ArrayList<>();
        taken.forEach((id, running) -> {
            if (running.state == State.WAITS) {
                running.interrupt();
                abandoned.add(id);
            }
        });
        return abandoned;
    }

    void interruptAll() {
        taken.values().forEach(Running::interrupt);
    }

    boolean idle() {
        return taken.isEmpty();
    }

    private enum State {
        WAITS,
        RUNS,
        ENDED
    }

    private static final class Running {

        private final Taken effect;
        private final long takenAt = System.nanoTime();
        private volatile State state = State.WAITS;
        private volatile long startedAt;
        private volatile @Nullable Thread thread;

        private Running(Taken effect) {
            this.effect = effect;
        }

        void interrupt() {
            Thread at = thread;
            if (at != null) {
                at.interrupt();
            }
        }
    }
}
