package com.steveslist.infra.eventstore.append;

import com.steveslist.command.dispatch.Claim;
import com.steveslist.command.dispatch.CommandUnavailableException;
import com.steveslist.command.dispatch.CommandUnavailableException.Reason;
import com.steveslist.command.dispatch.IdempotencyKey;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** A command's thread and what it waits for. */
final class Waiting {

    private final AppendRequest request;
    private final Set<Object> touched;
    private final long payloadBytes;
    private final long since = System.nanoTime();
    private final CompletableFuture<AppendOutcome> outcome = new CompletableFuture<>();

    Waiting(AppendRequest request) {
        this.request = request;
        this.touched = touchedBy(request);
        this.payloadBytes = request.payloadBytes();
    }

    AppendRequest request() {
        return request;
    }

    /** What no two commands of one call may share: streams, the key, claims and their holders. */
    Set<Object> touched() {
        return touched;
    }

    long payloadBytes() {
        return payloadBytes;
    }

    boolean longerThan(Duration bound) {
        return System.nanoTime() - since > bound.toNanos();
    }

    void complete(AppendOutcome result) {
        outcome.complete(result);
    }

    void fail(RuntimeException failure) {
        outcome.completeExceptionally(failure);
    }

    void failUnavailable(Reason reason, String detail, Throwable cause) {
        fail(new CommandUnavailableException(reason, detail, cause));
    }

    boolean isDone() {
        return outcome.isDone();
    }

    /**
     * Waits for the outcome, which the appender brings within a bound of its own. Without a time-out here: each timed wait of a virtual
     * thread wakes a thread of the machine's twice, to be scheduled and to be cancelled, which costs more than the rest of the hand-over.
     */
    AppendOutcome await() {
        try {
            return outcome.get();
        } catch (ExecutionException e) {
            // The appender's own trace says where it failed, this thread's where it was wanted.
            if (e.getCause() instanceof CommandUnavailableException known) {
                throw new CommandUnavailableException(known.reason(), String.valueOf(known.getMessage()), known);
            }
            throw new IllegalStateException("append failed, nothing was written", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandUnavailableException(Reason.OUTCOME_UNKNOWN, "interrupted while waiting for the event store", e);
        }
    }

    private static Set<Object> touchedBy(AppendRequest request) {
        Set<Object> touched = new HashSet<>();
        for (NewEvent event : request.events()) {
            touched.add(event.stream());
        }
        IdempotencyKey key = request.key();
        if (key != null) {
            touched.add(new KeyName(key.scope(), key.key()));
        }
        for (Claim claim : request.claims()) {
            touched.add(new ClaimName(claim.kind(), claim.hash()));
            touched.add(new HolderName(claim.kind(), claim.holder().value()));
        }
        return touched;
    }

    private record KeyName(String scope, String key) {}

    /** @param hash null where one is let go, which only its holder does */
    private record ClaimName(String kind, @Nullable String hash) {}

    private record HolderName(String kind, String holder) {}
}
