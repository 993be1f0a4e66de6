package com.steveslist.events.envelope;

import com.steveslist.events.DomainEvent;

/** An event as it was read back from the log, in today's form. */
public record RecordedEvent(EventEnvelope envelope, DomainEvent event) {

    public long position() {
        return envelope.position();
    }
}
