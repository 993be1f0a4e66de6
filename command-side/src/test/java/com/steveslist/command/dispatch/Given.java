package com.steveslist.command.dispatch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.events.DomainEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Given events, when a command, then events: an aggregate's pure functions and nothing else. */
public final class Given<S> {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final DecidedAggregate<S, Command<S>> aggregate;
    private @Nullable S state;
    private long version = -1;

    @SuppressWarnings("unchecked")
    private Given(AggregateType<S> type) {
        aggregate = (DecidedAggregate<S, Command<S>>) type.newRoot().get();
    }

    public static <S> Given<S> events(AggregateType<S> type, DomainEvent... history) {
        return new Given<>(type).and(history);
    }

    public Given<S> and(DomainEvent... more) {
        for (DomainEvent event : more) {
            version++;
            state = aggregate.evolve(state, new Occurrence(event, NOW.plusSeconds(version), version));
        }
        return this;
    }

    public Then<S> when(Command<S> command) {
        return new Then<>(this, aggregate.decide(state, command));
    }

    public S state() {
        return requireNonNull(state);
    }

    /** What must follow. */
    public record Then<S>(Given<S> given, Decision decision) {

        public Given<S> then(DomainEvent... events) {
            assertThat(decision).isEqualTo(new Decision.Accepted(List.of(events)));
            return given.and(events);
        }

        public Given<S> thenNothing() {
            return then();
        }

        public void thenRejected(Rejection rejection) {
            assertThat(decision).isInstanceOfSatisfying(Decision.Rejected.class, rejected -> {
                assertThat(rejected.rejection()).isEqualTo(rejection);
                assertThat(rejected.detail()).as("a sentence for clients").endsWith(".");
            });
        }
    }
}
