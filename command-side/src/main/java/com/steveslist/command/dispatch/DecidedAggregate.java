package com.steveslist.command.dispatch;

import static java.util.stream.Collectors.joining;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.steveslist.events.DomainEvent;
import com.steveslist.events.account.AccountId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * The shell that Axon sees around an aggregate. What a noun adds is three pure functions: {@code decide} only reads, {@code evolve}
 * only makes the next state, and neither knows a clock, a random number, a log or I/O; {@code audience} says whose data an event is.
 *
 * @param <S> the state, an immutable record; null before the first event
 * @param <C> the commands that it decides
 */
public abstract class DecidedAggregate<S, C extends Command<S>> {

    @AggregateIdentifier
    private @Nullable String id;

    private @Nullable S state;

    private long version = -1;

    protected abstract Decision decide(@Nullable S before, C command);

    protected abstract S evolve(@Nullable S before, Occurrence occurrence);

    /** @param before null for the event that begins the stream */
    protected abstract Audience audience(@Nullable S before, DomainEvent event);

    /** Decides a command on the state as it is loaded, and applies the events. */
    protected final Ruling<S> rule(C command, Delivery delivery) {
        CommandContext context = delivery.context();
        Decision decision = checkVersion(context, decide(state, command));
        long before = version;
        if (decision instanceof Decision.Accepted accepted) {
            id = command.target().value();
            accepted.events().forEach(event -> apply(event, envelope(audience(state, event), context, command.commandName())));
        }
        return new Ruling<>(decision, state, before, version);
    }

    /** Who may not see a thing learns nothing of its version. */
    private Decision checkVersion(CommandContext context, Decision decision) {
        boolean hidden = decision instanceof Decision.Rejected rejected
                && (rejected.rejection().kind() == Rejection.Kind.NOT_FOUND
                        || rejected.rejection().kind() == Rejection.Kind.FORBIDDEN);
        if (hidden || context.expectedVersion() == null || context.expectedVersion() == version) {
            return decision;
        }
        return Decision.reject(
                DispatchRejection.VERSION_MISMATCH,
                "It has changed since you read it: it is at version " + version + ". Read it again and repeat the change.");
    }

    private static MetaData envelope(Audience audience, CommandContext context, String commandName) {
        Map<String, String> metadata = new HashMap<>();
        metadata.put(EnvelopeMetadata.COMMAND, commandName);
        metadata.put(EnvelopeMetadata.OWNER, audience.owner().value());
        metadata.put(EnvelopeMetadata.PARTIES, audience.parties().stream().map(AccountId::value).collect(joining(",")));
        metadata.put(EnvelopeMetadata.ACTOR_KIND, context.actor().kind().name().toLowerCase(Locale.ROOT));
        metadata.put(EnvelopeMetadata.ACTOR_ID, context.actor().id());
        metadata.put(EnvelopeMetadata.REQUEST_ID, context.requestId());
        String correlationId = context.correlationId();
        metadata.put(EnvelopeMetadata.CORRELATION_ID, correlationId == null ? context.requestId() : correlationId);
        String causedBy = context.causedBy();
        if (causedBy != null) {
            metadata.put(EnvelopeMetadata.CAUSED_BY, causedBy);
        }
        return MetaData.from(metadata);
    }

    @EventSourcingHandler
    final void on(DomainEventMessage<?> message) {
        if (message.getPayload() instanceof DomainEvent event) {
            // The log keeps milliseconds; a live aggregate must not know more than a replayed one.
            state = evolve(
                    state,
                    new Occurrence(event, message.getTimestamp().truncatedTo(ChronoUnit.MILLIS), message.getSequenceNumber()));
        } else {
            state = snapshot(message.getPayload());
        }
        id = message.getAggregateIdentifier();
        version = message.getSequenceNumber();
    }

    final void restore(String knownId, S knownState, long knownVersion) {
        id = knownId;
        state = knownState;
        version = knownVersion;
    }

    /** The state and version after these messages, of which the first may be a snapshot. */
    final Ruling<S> fold(Iterable<? extends DomainEventMessage<?>> messages) {
        messages.forEach(this::on);
        return new Ruling<>(Decision.nothingToDo(), state, version, version);
    }

    @SuppressWarnings("unchecked")
    private S snapshot(Object payload) {
        return (S) payload;
    }
}
