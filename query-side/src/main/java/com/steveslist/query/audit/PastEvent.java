package com.steveslist.query.audit;

import com.steveslist.events.envelope.EventEnvelope;

/**
 * An event exactly as the log keeps it.
 *
 * @param payload JSON in the form of the envelope's {@code typeVersion}: the bytes that proofs hash; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: what it is, the envelope says
public record PastEvent(EventEnvelope envelope, byte[] payload) {

    public long position() {
        return envelope.position();
    }
}
