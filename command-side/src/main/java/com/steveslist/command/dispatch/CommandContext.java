package com.steveslist.command.dispatch;

import com.steveslist.events.envelope.Actor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What goes with a command: who asks, on whose behalf of which request, and what must be committed together with its events.
 *
 * @param requestId the request that began it all
 * @param correlationId the conversation, such as a checkout's id; null for the request's own id
 * @param causedBy the id of the event that led to this command, when one did
 * @param expectedVersion the version that the caller saw ({@code If-Match}); null for any
 */
public record CommandContext(
        Actor actor,
        String requestId,
        @Nullable String correlationId,
        @Nullable String causedBy,
        @Nullable Long expectedVersion,
        @Nullable IdempotencyKey idempotencyKey,
        List<Claim> claims,
        List<Bar> bars) {

    public CommandContext {
        claims = List.copyOf(claims);
        bars = List.copyOf(bars);
    }

    public static CommandContext of(Actor actor, String requestId) {
        return new CommandContext(actor, requestId, null, null, null, null, List.of(), List.of());
    }

    public CommandContext because(@Nullable String correlation, @Nullable String cause) {
        return new CommandContext(actor, requestId, correlation, cause, expectedVersion, idempotencyKey, claims, bars);
    }

    public CommandContext expecting(@Nullable Long version) {
        return new CommandContext(actor, requestId, correlationId, causedBy, version, idempotencyKey, claims, bars);
    }

    public CommandContext once(@Nullable IdempotencyKey key) {
        return new CommandContext(actor, requestId, correlationId, causedBy, expectedVersion, key, claims, bars);
    }

    public CommandContext claiming(Claim claim) {
        return new CommandContext(
                actor, requestId, correlationId, causedBy, expectedVersion, idempotencyKey, List.of(claim), bars);
    }

    public CommandContext unless(Bar bar) {
        return new CommandContext(
                actor, requestId, correlationId, causedBy, expectedVersion, idempotencyKey, claims, List.of(bar));
    }
}
