package com.steveslist.infra.eventstore.append;

import com.steveslist.command.dispatch.CommandUnavailableException;
import com.steveslist.command.dispatch.CommandUnavailableException.Reason;
import com.steveslist.infra.eventstore.LogAddress;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Commits the events of many threads together. One a node; see the package's page for what can happen to a command. */
public final class Appender implements AutoCloseable {

    private final BlockingQueue<Waiting> queue;
    private final AppendSettings settings;
    private final AppendMetrics metrics;
    private final AppendWorker first;
    private final List<Thread> threads = new ArrayList<>();
    private final Overdue overdue;
    private volatile boolean closed;

    public Appender(LogAddress address, AppendSettings settings, MeterRegistry registry) {
        this.queue = new ArrayBlockingQueue<>(settings.queueCapacity());
        this.settings = settings;
        this.metrics = new AppendMetrics(registry, queue);
        AppendWorker helper = null;
        for (int i = settings.connections(); i >= 1; i--) {
            AppendWorker worker = new AppendWorker(new Groups(queue, settings), address, settings, metrics, () -> closed, helper);
            threads.add(Thread.ofPlatform().name("event-appender-" + i).daemon().start(i == 1 ? worker : worker::help));
            helper = worker;
        }
        this.first = Objects.requireNonNull(helper);
        this.overdue = Overdue.watch(settings.longestWait());
    }

    /**
     * Commits the events, or says why not. The caller must hold no database connection: it waits here for as long as others need.
     *
     * @throws CommandUnavailableException {@code OVERLOADED} when the queue is full, {@code STORE_UNAVAILABLE} when nothing was written,
     *     {@code OUTCOME_UNKNOWN} when that could not be found out in time
     */
    public AppendOutcome append(AppendRequest request) {
        Waiting waiting = new Waiting(request);
        if (closed) {
            throw new CommandUnavailableException(Reason.STORE_UNAVAILABLE, "the event store is shutting down", null);
        }
        long start = System.nanoTime();
        if (!(queue.isEmpty() && first.commitAlone(waiting)) && !queue.offer(waiting)) {
            metrics.refused();
            throw new CommandUnavailableException(Reason.OVERLOADED, "too many commands wait for the event store", null);
        }
        AppendOutcome outcome = overdue.await(waiting);
        metrics.waited(System.nanoTime() - start);
        return outcome;
    }

    /** Refuses new commands, lets those that wait be committed, then closes the connections. */
    @Override
    public void close() {
        closed = true;
        long deadline = System.nanoTime() + settings.longestWait().toNanos();
        for (Thread thread : threads) {
            join(thread, deadline);
        }
        for (Waiting left = queue.poll(); left != null; left = queue.poll()) {
            left.failUnavailable(Reason.STORE_UNAVAILABLE, "the event store is shutting down", new IllegalStateException("stopped"));
        }
        overdue.close();
    }

    private static void join(Thread worker, long deadline) {
        try {
            worker.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        worker.interrupt();
    }
}
