package com.steveslist.infra.consumer;

import com.steveslist.events.envelope.RecordedEvent;
import java.util.List;
import java.util.Optional;

/** Something that follows the log inside database transactions. It touches nothing but what its transaction touches. */
public interface LogConsumer {

    /** A stable dotted name: {@code view.order}. */
    String name();

    /**
     * What must stay in order with this event: its stream, or the instance of a process. Empty when the event is none of the consumer's
     * business.
     */
    Optional<String> lane(RecordedEvent event);

    /** Applies events that have a lane, in order, in the running transaction. Throwing undoes all of them. */
    void apply(List<RecordedEvent> events);
}
