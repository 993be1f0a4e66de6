package com.steveslist.command.access;

import static com.steveslist.command.dispatch.Decision.accept;
import static com.steveslist.command.dispatch.Decision.nothingToDo;

import com.steveslist.command.access.AccessCommand.RecordAccess;
import com.steveslist.command.dispatch.Audience;
import com.steveslist.command.dispatch.DecidedAggregate;
import com.steveslist.command.dispatch.Decision;
import com.steveslist.command.dispatch.Delivery;
import com.steveslist.command.dispatch.Occurrence;
import com.steveslist.command.dispatch.Ruling;
import com.steveslist.events.DomainEvent;
import com.steveslist.events.access.AccessEvent;
import com.steveslist.events.access.AccessEvent.BulkRecorded;
import com.steveslist.events.access.AccessEvent.Recorded;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** One look at personal values. It is the person's to see; one at many people's at once is the reader's. */
@AggregateRoot(type = Access.NAME)
final class Access extends DecidedAggregate<AccessState, AccessCommand> {

    static final String NAME = "access";

    @CommandHandler(commandName = NAME)
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Ruling<AccessState> handle(AccessCommand command, @MetaDataValue(Delivery.METADATA) Delivery delivery) {
        return rule(command, delivery);
    }

    @Override
    protected Decision decide(@Nullable AccessState before, AccessCommand command) {
        if (before != null) {
            return nothingToDo();
        }
        return switch (command) {
            case RecordAccess(var id, var person, var reader, var call) ->
                accept(person == null ? new BulkRecorded(id, reader, call) : new Recorded(id, person, reader, call));
        };
    }

    @Override
    protected AccessState evolve(@Nullable AccessState before, Occurrence occurrence) {
        return new AccessState(((AccessEvent) occurrence.event()).accessId());
    }

    @Override
    protected Audience audience(@Nullable AccessState before, DomainEvent event) {
        return Audience.of(switch ((AccessEvent) event) {
            case Recorded recorded -> recorded.personId();
            case BulkRecorded bulk -> bulk.readerId();
        });
    }
}
