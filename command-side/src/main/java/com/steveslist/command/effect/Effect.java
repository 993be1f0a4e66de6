package com.steveslist.command.effect;

import java.time.Instant;
import java.util.Map;

/**
 * Something a process wants done outside: a command to another aggregate, a call of the payment provider, or a look at the clock
 * later. It is a row until it is done; a worker runs it outside every transaction, again and again until it succeeds or its policy
 * gives up.
 *
 * @param id derived from the event and the wish, so that the same event handled twice wishes once; also the idempotency key
 * @param kind names the handler: {@code listing.reserve}
 * @param dueAt not before this moment
 * @param arguments small, flat, no personal value in the clear
 */
public record Effect(String id, String kind, Instant dueAt, Map<String, String> arguments) {

    public Effect {
        arguments = Map.copyOf(arguments);
    }

    /** An argument that must be there. */
    public String argument(String name) {
        String value = arguments.get(name);
        if (value == null) {
            throw new IllegalArgumentException("effect " + id + " lacks the argument " + name);
        }
        return value;
    }
}
