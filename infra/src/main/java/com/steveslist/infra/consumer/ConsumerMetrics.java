package com.steveslist.infra.consumer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Lag, parked events and whether it cannot go on, of every consumer, as gauges. Read from the database at most once a second, however many gauges are read. */
final class ConsumerMetrics implements MeterBinder {

    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final Consumers consumers;
    private final AtomicReference<Reading> latest = new AtomicReference<>(new Reading(0, Map.of()));

    ConsumerMetrics(Consumers consumers) {
        this.consumers = consumers;
    }

    private record Reading(long takenAt, Map<String, ConsumerStatus> byName) {}

    @Override
    public void bindTo(MeterRegistry registry) {
        for (ConsumerStatus status : consumers.status()) {
            String name = status.consumer();
            gauge(registry, "steveslist.consumer.lag.events", name, ConsumerStatus::lagEvents);
            gauge(registry, "steveslist.consumer.lag.millis", name, ConsumerStatus::lagMillis);
            gauge(registry, "steveslist.consumer.parked.events", name, ConsumerStatus::parked);
            gauge(registry, "steveslist.consumer.stuck", name, one -> one.failure() == null ? 0 : 1);
        }
    }

    private void gauge(MeterRegistry registry, String gauge, String consumer, ToDoubleFunction<ConsumerStatus> value) {
        Gauge.builder(gauge, this, metrics -> metrics.read(consumer, value)).tag("consumer", consumer).register(registry);
    }

    private double read(String consumer, ToDoubleFunction<ConsumerStatus> value) {
        Reading reading = latest.updateAndGet(known -> System.nanoTime() - known.takenAt() < FRESH_NANOS
                ? known
                : new Reading(
                        System.nanoTime(),
                        consumers.status().stream().collect(Collectors.toMap(ConsumerStatus::consumer, status -> status))));
        ConsumerStatus status = reading.byName().get(consumer);
        return status == null ? Double.NaN : value.applyAsDouble(status);
    }
}
