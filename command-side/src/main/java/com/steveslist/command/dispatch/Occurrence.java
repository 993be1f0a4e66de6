package com.steveslist.command.dispatch;

import com.steveslist.events.DomainEvent;
import java.time.Instant;

/**
 * An event at its place in its stream, as {@code evolve} sees it.
 *
 * @param at when it was decided, to the millisecond
 * @param version its number in the stream, from 0
 */
public record Occurrence(DomainEvent event, Instant at, long version) {}
