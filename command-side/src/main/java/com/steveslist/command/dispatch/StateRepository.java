package com.steveslist.command.dispatch;

import org.axonframework.common.lock.LockFactory;
import org.axonframework.common.lock.PessimisticLockFactory;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.NoSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * Axon's repository, but an aggregate that was just used starts from its committed state instead of its events, and one that a command
 * is about to begin is not looked for at all. Either assumption may be wrong: then the append conflicts, or the dispatcher finds the
 * stream's end elsewhere, and the command is decided again.
 */
final class StateRepository<S, R extends DecidedAggregate<S, ?>> extends EventSourcingRepository<R> {

    /** One long try keeps its turn; the factory counts two more that do not wait. */
    private static final int LOCK_TRIES = 3;
    private static final int LOCK_TRY_MILLIS = 2_000;
    private static final int LOCK_QUEUE = 2_000;

    private final CommittedStates states;
    private final EventStore events;
    private final Factory<S, R> factory;

    private StateRepository(Builder<R> builder, CommittedStates states, EventStore events, Factory<S, R> factory) {
        super(builder);
        this.states = states;
        this.events = events;
        this.factory = factory;
    }

    static <S, R extends DecidedAggregate<S, ?>> StateRepository<S, R> of(
            AggregateType<S> type, Class<R> rootType, CommittedStates states, EventStore events) {
        Factory<S, R> factory = new Factory<>(type, rootType);
        Builder<R> builder = EventSourcingRepository.builder(rootType)
                .eventStore(events)
                .aggregateFactory(factory)
                .lockFactory(boundedLocks());
        return new StateRepository<>(builder, states, events, factory);
    }

    private static LockFactory boundedLocks() {
        return PessimisticLockFactory.builder()
                .acquireAttempts(LOCK_TRIES)
                .lockAttemptTimeout(LOCK_TRY_MILLIS)
                .queueLengthThreshold(LOCK_QUEUE)
                .build();
    }

    @Override
    @SuppressWarnings("unchecked")
    protected EventSourcedAggregate<R> doLoadWithLock(String id, @Nullable Long expectedVersion) {
        if (Delivery.currentAssumesNew()) {
            throw new AggregateNotFoundException(id, "assumed to be new");
        }
        CommittedStates.Committed known = states.get(id);
        if (known == null) {
            return super.doLoadWithLock(id, expectedVersion);
        }
        R root = factory.newRoot();
        root.restore(id, (S) known.state(), known.version());
        return EventSourcedAggregate.reconstruct(
                root, aggregateModel(), known.version(), false, events, NoSnapshotTriggerDefinition.TRIGGER);
    }

    private record Factory<S, R extends DecidedAggregate<S, ?>>(AggregateType<S> type, Class<R> rootType)
            implements AggregateFactory<R> {

        R newRoot() {
            return rootType.cast(type.newRoot().get());
        }

        @Override
        public R createAggregateRoot(String id, DomainEventMessage<?> firstEvent) {
            return newRoot();
        }

        @Override
        public Class<R> getAggregateType() {
            return rootType;
        }
    }
}
