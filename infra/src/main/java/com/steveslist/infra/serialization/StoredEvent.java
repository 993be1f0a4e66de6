package com.steveslist.infra.serialization;

import com.steveslist.events.envelope.EventEnvelope;

/**
 * An event as the log keeps it, not yet parsed.
 *
 * @param payload the exact bytes that were written, in the form of {@code envelope.typeVersion()}; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: what it is, the envelope says
public record StoredEvent(EventEnvelope envelope, byte[] payload) {

    public long position() {
        return envelope.position();
    }
}
