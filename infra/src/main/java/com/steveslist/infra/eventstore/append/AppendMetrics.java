package com.steveslist.infra.eventstore.append;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What operators see of appending. */
final class AppendMetrics {

    private final DistributionSummary groupSize;
    private final Timer call;
    private final Timer wait;
    private final Counter appended;
    private final Counter lost;
    private final Counter refused;
    private final Counter rolledBack;
    private final Counter settled;
    private final Counter unsettled;

    AppendMetrics(MeterRegistry registry, Collection<?> queue) {
        Gauge.builder("eventstore.append.queue", queue, Collection::size).description("Commands that wait").register(registry);
        groupSize = DistributionSummary.builder("eventstore.append.group").description("Commands in a call").register(registry);
        call = Timer.builder("eventstore.append.call").description("Call of append()")
                .publishPercentiles(0.5, 0.99).register(registry);
        wait = Timer.builder("eventstore.append.latency").description("A command's events, from hand-over to answer")
                .publishPercentiles(0.5, 0.99).register(registry);
        appended = counter(registry, "appended", "Commands whose events were committed");
        lost = counter(registry, "lost", "Commands that lost to a stream, key or claim");
        refused = counter(registry, "refused", "Commands refused because the queue was full");
        rolledBack = counter(registry, "rolled_back", "Calls that the server refused");
        settled = counter(registry, "settled", "Commands whose lost answer was found out");
        unsettled = counter(registry, "unsettled", "Commands whose outcome stayed unknown");
    }

    void called(int commands, List<AppendOutcome> outcomes, long nanos) {
        groupSize.record(commands);
        call.record(nanos, TimeUnit.NANOSECONDS);
        long winners = outcomes.stream().filter(AppendOutcome.Appended.class::isInstance).count();
        appended.increment(winners);
        lost.increment(commands - winners);
    }

    void waited(long nanos) {
        wait.record(nanos, TimeUnit.NANOSECONDS);
    }

    void refused() {
        refused.increment();
    }

    void rolledBack() {
        rolledBack.increment();
    }

    void settled(int commands) {
        settled.increment(commands);
    }

    void unsettled(int commands) {
        unsettled.increment(commands);
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder("eventstore.append." + name).description(description).register(registry);
    }
}
