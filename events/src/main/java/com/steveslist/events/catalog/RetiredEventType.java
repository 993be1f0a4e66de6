package com.steveslist.events.catalog;

import com.steveslist.events.DomainEvent;
import java.util.function.Function;

/**
 * A form that is no longer written but is read for ever.
 *
 * @param form the record of that version, kept in the package of its noun
 * @param toCurrent a pure function to the event as today's code knows it
 */
public record RetiredEventType<T>(String name, int version, Class<T> form, Function<T, DomainEvent> toCurrent) {}
