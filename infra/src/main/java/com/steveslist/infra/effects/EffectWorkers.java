package com.steveslist.infra.effects;

import static java.util.Objects.requireNonNull;

import com.steveslist.command.effect.Effect;
import com.steveslist.infra.effects.EffectTable.Failure;
import com.steveslist.infra.effects.EffectTable.Taken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * This node's workers. Four loops share the work: one takes over what was just committed here, one polls for what others left, one writes
 * down how runs ended (many in one statement), one prolongs leases. None of them ends before the node does; when the database is away,
 * they wait for it.
 */
final class EffectWorkers implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EffectWorkers.class);
    private static final int BATCH = 200;
    private static final int FORGET = 5_000;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration FORGET_EVERY = Duration.ofMinutes(10);

    private final EffectTable table;
    private final EffectProperties properties;
    private final EffectRunner runner;
    private final Map<Lane, LaneWorkers> lanes = new EnumMap<>(Lane.class);
    private final BlockingQueue<Effect> accepted = new LinkedBlockingQueue<>();
    private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
    private final Semaphore awake = new Semaphore(0);
    private final List<Thread> loops = new ArrayList<>();
    private final boolean atWork;
    private volatile boolean taking;
    private volatile boolean recording;
    private long forgottenAt = System.nanoTime();

    /**
     * @param table on a pool of the workers' own
     * @param atWork whether running effects is a role of this node
     */
    EffectWorkers(EffectTable table, EffectProperties properties, EffectRunner runner, boolean atWork) {
        this.table = table;
        this.atWork = atWork;
        this.properties = properties;
        this.runner = runner;
        for (Lane lane : Lane.values()) {
            lanes.put(lane, new LaneWorkers(lane, properties, runner, (effect, failure) -> outcomes.add(new Outcome(effect, failure))));
        }
    }

    private record Outcome(Taken effect, @Nullable Throwable failure) {

        String id() {
            return effect.effect().id();
        }
    }

    /** Whether this node has room for one more effect of the lane, which it will then accept or cancel. */
    boolean reserve(Lane lane) {
        return taking && lane(lane).reserve(1) == 1;
    }

    void cancel(Lane lane) {
        lane(lane).cancelReservation(1);
    }

    /** Runs an effect that this node took when it was inserted. There is room for it. */
    void accept(Effect effect) {
        accepted.add(effect);
    }

    /** There may be more to take. */
    void wake() {
        if (awake.availablePermits() == 0) {
            awake.release();
        }
    }

    @Override
    public void start() {
        taking = true;
        recording = true;
        loop("effects-accept", () -> taking, this::runAccepted);
        loop("effects-poll", () -> taking, this::poll);
        loop("effects-record", () -> recording, this::record);
        loop("effects-lease", () -> recording, this::keepLeases);
    }

    private void loop(String name, BooleanSupplier goOn, Step step) {
        loops.add(Thread.ofPlatform().daemon().name(name).start(() -> {
            while (goOn.getAsBoolean()) {
                try {
                    step.run();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                } catch (RuntimeException | Error e) {
                    if (goOn.getAsBoolean()) {
                        LOG.warn("{} goes on after: {}", name, FailureText.of(e));
                        pause();
                    }
                }
            }
        }));
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    /** A row may have been rolled back to a savepoint although the transaction committed, so each is looked up before it is run. */
    private void runAccepted() throws InterruptedException {
        List<Effect> batch = new ArrayList<>(List.of(accepted.take()));
        accepted.drainTo(batch, BATCH - 1);
        Set<String> there;
        try {
            there = Set.copyOf(table.committed(batch.stream().map(Effect::id).toList()));
        } catch (RuntimeException e) {
            // Their leases end, then anybody may take them.
            batch.forEach(effect -> cancel(Lane.of(effect.kind())));
            throw e;
        }
        for (Effect effect : batch) {
            LaneWorkers workers = lane(Lane.of(effect.kind()));
            if (there.contains(effect.id())) {
                workers.start(new Taken(effect, 1));
            } else {
                workers.cancelReservation(1);
            }
        }
    }

    private void poll() throws InterruptedException {
        boolean more = false;
        for (LaneWorkers workers : lanes.values()) {
            int room = workers.reserve(BATCH);
            if (room > 0) {
                more |= take(workers, room) == room;
            }
        }
        if (!more && awake.tryAcquire(properties.poll().toMillis(), TimeUnit.MILLISECONDS)) {
            awake.drainPermits();
        }
    }

    private int take(LaneWorkers workers, int room) {
        int started = 0;
        try {
            for (Taken effect : table.take(workers.lane(), room, runner.unknownKinds())) {
                started++;
                workers.start(effect);
            }
        } finally {
            workers.cancelReservation(room - started);
        }
        return started;
    }

    private void record() throws InterruptedException {
        List<Outcome> batch = new ArrayList<>(List.of(outcomes.take()));
        outcomes.drainTo(batch, BATCH - 1);
        while (!recorded(batch)) {
            Thread.sleep(PAUSE);
        }
        batch.forEach(outcome -> lane(Lane.of(outcome.effect().effect().kind())).forget(outcome.id()));
        if (batch.size() == BATCH) {
            wake();
        }
    }

    private boolean recorded(List<Outcome> batch) {
        List<String> done = new ArrayList<>();
        List<Failure> failed = new ArrayList<>();
        for (Outcome outcome : batch) {
            Throwable failure = outcome.failure();
            if (failure == null) {
                done.add(outcome.id());
            } else {
                Duration again = Backoff.after(outcome.effect().attempt(), ThreadLocalRandom.current());
                failed.add(new Failure(outcome.id(), again, FailureText.of(failure)));
            }
        }
        try {
            if (!done.isEmpty()) {
                table.done(done);
            }
            if (!failed.isEmpty()) {
                table.failed(failed);
            }
            return true;
        } catch (RuntimeException e) {
            LOG.warn("outcomes of effects cannot be written, trying again: {}", FailureText.of(e));
            return false;
        }
    }

    private void keepLeases() throws InterruptedException {
        Duration tick = properties.lease().dividedBy(4);
        Thread.sleep(tick);
        List<String> alive = lanes.values().stream()
                .flatMap(workers -> workers.alive(tick, properties.longestRun()).stream())
                .toList();
        if (!alive.isEmpty()) {
            table.prolong(alive);
        }
        if (System.nanoTime() - forgottenAt > FORGET_EVERY.toNanos() && table.forget(properties.keepDone(), FORGET) < FORGET) {
            forgottenAt = System.nanoTime();
        }
    }

    private LaneWorkers lane(Lane lane) {
        return requireNonNull(lanes.get(lane));
    }

    /** Takes nothing more, gives back what has not begun, and waits a little for what runs. */
    @Override
    public void stop() {
        taking = false;
        List<String> abandoned = new ArrayList<>();
        accepted.forEach(effect -> abandoned.add(effect.id()));
        lanes.values().forEach(workers -> abandoned.addAll(workers.abandonWaiting()));
        try {
            table.giveBack(abandoned);
        } catch (RuntimeException e) {
            LOG.info("effects wait for the end of their leases: {}", FailureText.of(e));
        }
        awaitIdle();
        recording = false;
        lanes.values().forEach(LaneWorkers::interruptAll);
        loops.forEach(Thread::interrupt);
        loops.clear();
    }

    private void awaitIdle() {
        long giveUpAt = System.nanoTime() + GRACE.toNanos();
        while (System.nanoTime() < giveUpAt && !lanes.values().stream().allMatch(LaneWorkers::idle)) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    @Override
    public boolean isAutoStartup() {
        return atWork;
    }

    @Override
    public boolean isRunning() {
        return recording;
    }
}
