package com.steveslist.infra.eventstore.append;

import com.steveslist.events.log.LogPosition;
import java.time.Instant;

/** What became of a command's events. */
public sealed interface AppendOutcome {

    /** @param last the place of the command's last event; its others stand right before it */
    record Appended(LogPosition last, Instant recordedAt) implements AppendOutcome {}

    /**
     * A stream is not at the version that the command expects. Nothing was written.
     *
     * @param version where the stream was instead, -1 when there is none
     */
    record VersionConflict(String stream, long version) implements AppendOutcome {}

    /** The idempotency key was used before. Nothing was written. */
    record KeyTaken() implements AppendOutcome {}

    /** Another holds a claim of this kind. Nothing was written. */
    record ClaimTaken(String kind) implements AppendOutcome {}

    /** A claim of this kind is held, by whomever, that the command must not meet. Nothing was written. */
    record Barred(String kind) implements AppendOutcome {}

    /** The reason as {@code append()} names it. */
    static AppendOutcome lostTo(String reason) {
        String[] parts = reason.split(":", 3);
        return switch (parts[0]) {
            case "key" -> new KeyTaken();
            case "version" -> new VersionConflict(parts[2], Long.parseLong(parts[1]));
            case "bar" -> new Barred(parts[1]);
            default -> new ClaimTaken(reason.substring("claim:".length()));
        };
    }
}
