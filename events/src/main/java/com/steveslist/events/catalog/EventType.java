package com.steveslist.events.catalog;

import com.steveslist.events.DomainEvent;

/**
 * The name and version by which an event is known in the log, on Kafka, in webhooks and in the warehouse.
 *
 * @param name {@code noun.verb_past}
 * @param version of the payload's form, from 1
 * @param form the record that today's code reads it into
 * @param open whether clients are told about it: {@code GET /v1/event-types} lists it
 * @param description one sentence for people
 */
public record EventType(
        String name, int version, Class<? extends DomainEvent> form, boolean open, String description) {}
