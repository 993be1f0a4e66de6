package com.steveslist.command.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** Folds streams into states outside every unit of work. */
final class StreamReader {

    private final EventStore events;

    StreamReader(EventStore events) {
        this.events = events;
    }

    /** From the last snapshot, if there is one, to the last event. */
    <S> Ruling<S> latest(AggregateType<S> type, String stream) {
        return fold(type, events.readEvents(stream), Long.MAX_VALUE);
    }

    /** From the first event to the one with this version. */
    <S> Ruling<S> upTo(AggregateType<S> type, String stream, long version) {
        Ruling<S> read = fold(type, events.readEvents(stream, 0), version);
        if (read.version() != version) {
            throw new NoSuchElementException(stream + " has no version " + version);
        }
        return read;
    }

    private static <S> Ruling<S> fold(AggregateType<S> type, DomainEventStream stream, long upToVersion) {
        List<DomainEventMessage<?>> messages = new ArrayList<>();
        while (stream.hasNext() && stream.peek().getSequenceNumber() <= upToVersion) {
            messages.add(stream.next());
        }
        return type.newRoot().get().fold(messages);
    }
}
