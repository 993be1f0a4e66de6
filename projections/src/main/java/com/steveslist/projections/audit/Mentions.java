package com.steveslist.projections.audit;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.envelope.Actor;
import com.steveslist.events.envelope.EventEnvelope;
import com.steveslist.events.id.Ids;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashSet;
import java.util.OptionalLong;
import java.util.Set;

/** What an event can be found by, and the keys that stand for it in table {@code audit.mention}. */
final class Mentions {

    private Mentions() {}

    /**
     * Keys of our own ids are in the order of their time, so that those of new requests and checkouts go to the end of the table's index,
     * and not each to a page of its own that has to be logged whole. What a client made up has a hash.
     */
    static long key(String id) {
        OptionalLong millis = Ids.millis(id);
        return millis.isPresent() ? millis.getAsLong() << Short.SIZE | id.hashCode() & 0xffff : hash(id);
    }

    private static long hash(String id) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8))).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Processes and jobs are left out: what they did is a good part of everything, and is found by what it is about. */
    static Set<String> of(EventEnvelope event) {
        Set<String> ids = new LinkedHashSet<>();
        if (event.requestId() != null) {
            ids.add(event.requestId());
        }
        if (event.correlationId() != null) {
            ids.add(event.correlationId());
        }
        event.parties().stream().map(AccountId::value).forEach(ids::add);
        Actor actor = event.actor();
        switch (actor.kind()) {
            case ACCOUNT, KEY, STAFF -> ids.add(actor.id());
            case SAGA, JOB, ANONYMOUS -> {
                // found by what it is about
            }
        }
        return ids;
    }
}
