package com.steveslist.command.dispatch;

import static java.util.Objects.requireNonNull;

import com.steveslist.command.dispatch.CommittedStates.Committed;
import java.util.Map;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;

/** Takes one try of a command through Axon's command bus to its aggregate, in a unit of work of its own. */
final class CommandGate {

    private final CommandBus bus;
    private final CommittedStates states;

    CommandGate(CommandBus bus, CommittedStates states) {
        this.bus = bus;
        this.states = states;
        bus.registerHandlerInterceptor(this::attach);
    }

    <S> void subscribe(AggregateType<S> type, EventStore events) {
        subscribe(type, type.rootType(), events);
    }

    private <S, R extends DecidedAggregate<S, ?>> void subscribe(AggregateType<S> type, Class<R> rootType, EventStore events) {
        AggregateAnnotationCommandHandler.<R>builder()
                .aggregateType(rootType)
                .repository(StateRepository.of(type, rootType, states, events))
                .commandTargetResolver(CommandGate::target)
                .build()
                .subscribe(bus);
    }

    /** What the aggregate said; its events are committed. Throws what the unit of work threw. */
    @SuppressWarnings("unchecked")
    <S> Ruling<S> dispatch(AggregateType<S> type, Command<S> command, Delivery delivery) {
        CommandMessage<Command<S>> message = new GenericCommandMessage<>(
                new GenericMessage<>(command, Map.of(Delivery.METADATA, delivery)), type.name());
        FutureCallback<Command<S>, Ruling<S>> callback = new FutureCallback<>();
        bus.dispatch(message, callback);
        CommandResultMessage<? extends Ruling<S>> result = requireNonNull(callback.getResult());
        if (!result.isExceptional()) {
            return requireNonNull(result.getPayload());
        }
        Throwable thrown = result.exceptionResult();
        if (thrown instanceof Error error) {
            throw error;
        }
        throw thrown instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(thrown);
    }

    /**
     * What came of the command is known to the next one before it gets the aggregate's lock, which is at the end of this unit of work:
     * else it would decide on what was, and lose.
     */
    private Object attach(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain) throws Exception {
        String stream = target(unitOfWork.getMessage()).getIdentifier();
        Delivery.of(unitOfWork).attachTo(unitOfWork);
        unitOfWork.onRollback(failed -> states.evict(stream));
        Ruling<?> ruling = (Ruling<?>) requireNonNull(chain.proceed());
        unitOfWork.afterCommit(committed -> {
            AppendReceipt receipt = committed.getResource(AppendReceipt.RESOURCE);
            if (receipt != null) {
                states.put(stream, new Committed(requireNonNull(ruling.state()), ruling.version(), receipt.at()));
            }
        });
        return ruling;
    }

    private static VersionedAggregateIdentifier target(CommandMessage<?> message) {
        return new VersionedAggregateIdentifier(((Command<?>) message.getPayload()).target().value(), null);
    }
}
