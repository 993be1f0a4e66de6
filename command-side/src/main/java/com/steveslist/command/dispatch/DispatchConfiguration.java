package com.steveslist.command.dispatch;

import java.util.List;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Wires the dispatcher over an {@link EventStore} and its ports, which infra provides. */
@AutoConfiguration
class DispatchConfiguration {

    private static final int STATES_IN_MEMORY = 10_000;

    /** The unit of work has no transaction: only the event store writes, in one call of its own. */
    @Bean
    CommandBus commandBus() {
        return SimpleCommandBus.builder().transactionManager(NoTransactionManager.INSTANCE).build();
    }

    @Bean
    Snapshots snapshots(EventStore events) {
        return new Snapshots(events);
    }

    @Bean
    Commands commands(
            List<AggregateType<?>> types,
            CommandBus bus,
            EventStore events,
            EventPositions positions,
            CommittedKeys keys,
            Snapshots snapshots) {
        return create(types, bus, events, positions, keys, snapshots);
    }

    static Commands create(
            List<AggregateType<?>> types,
            CommandBus bus,
            EventStore events,
            EventPositions positions,
            CommittedKeys keys,
            Snapshots snapshots) {
        CommittedStates states = new CommittedStates(STATES_IN_MEMORY);
        CommandGate gate = new CommandGate(bus, states);
        types.forEach(type -> gate.subscribe(type, events));
        return new Commands(
                new AggregateTypes(types), gate, states, positions, keys, new StreamReader(events), snapshots);
    }
}
