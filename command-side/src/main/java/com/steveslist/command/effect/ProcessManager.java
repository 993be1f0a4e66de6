package com.steveslist.command.effect;

import com.steveslist.events.DomainEvent;
import com.steveslist.events.envelope.RecordedEvent;
import java.util.Optional;

/**
 * Something that reacts to events by wishing effects: a saga with a state, or a stateless automation. Its runner feeds it every event
 * of the log in order, each inside the transaction that also keeps the consumer's place in the log. Nothing outside that transaction
 * is touched, so a batch that is rolled back can be run again, and a replay runs no effect twice.
 */
public interface ProcessManager {

    /** The consumer's name, such as {@code process.checkout}. */
    String name();

    /** The instance that an event concerns, such as a checkout's id; empty when the event is none of its business. */
    Optional<String> instanceOf(DomainEvent event);

    /** Changes the state of the event's instance through {@link ProcessStore} and adds wishes through {@link EffectOutbox}. */
    void on(RecordedEvent event);
}
