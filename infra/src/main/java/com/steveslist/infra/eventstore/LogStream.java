package com.steveslist.infra.eventstore;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/** One processor's way through the log, from a place to the end and on. Used by one thread at a time; holds no connection. */
final class LogStream implements BlockingStream<TrackedEventMessage<?>> {

    private static final Duration FOR_EVER = Duration.ofDays(1);

    private final TailCache tail;
    private final LogSignal signal;
    private final Deque<TrackedEventMessage<?>> ahead = new ArrayDeque<>();
    private long position;
    private volatile @Nullable Runnable callback;

    /** @param position of the last event that the processor has seen */
    LogStream(TailCache tail, LogSignal signal, long position) {
        this.tail = tail;
        this.signal = signal;
        this.position = position;
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        fetch();
        return Optional.ofNullable(ahead.peek());
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        fetch();
        if (ahead.isEmpty() && timeout > 0 && signal.await(position, Duration.of(timeout, unit.toChronoUnit()))) {
            fetch();
        }
        return !ahead.isEmpty();
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        fetch();
        while (ahead.isEmpty()) {
            signal.await(position, FOR_EVER);
            fetch();
        }
        return ahead.remove();
    }

    @Override
    public boolean setOnAvailableCallback(Runnable onAvailable) {
        stopCalling();
        callback = onAvailable;
        signal.onGrowth(onAvailable);
        onAvailable.run();
        return true;
    }

    @Override
    public void close() {
        stopCalling();
        ahead.clear();
    }

    private void fetch() {
        if (ahead.isEmpty()) {
            for (RecordedEventMessage<?> message : tail.after(position)) {
                ahead.add(message);
                position = message.envelope().position();
            }
        }
    }

    private void stopCalling() {
        Runnable registered = callback;
        if (registered != null) {
            signal.forget(registered);
            callback = null;
        }
    }
}
