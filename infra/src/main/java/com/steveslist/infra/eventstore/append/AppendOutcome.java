package com.steveslist.infra.eventstore.append;

import com.steveslist.events.log.LogPosition;
import java.time.Instant;

/** What became of a command's events. */
public sealed interface AppendOutcome {

    /** @param last the place of the command's last event; its others stand right before it */
    record Appended(LogPosition last, Instant recordedAt) implements AppendOutcome {}

    /** A stream is not at the version that the command expects. Nothing was written. */
    record VersionConflict() implements AppendOutcome {}

    /** The idempotency key was used before. Nothing was written. */
    record KeyTaken() implements AppendOutcome {}

    /** Another holds a claim of this kind. Nothing was written. */
    record ClaimTaken(String kind) implements AppendOutcome {}

    /** The reason as {@code append()} names it. */
    static AppendOutcome lostTo(String reason) {
        return switch (reason) {
            case "version" -> new VersionConflict();
            case "key" -> new KeyTaken();
            default -> new ClaimTaken(reason.substring("claim:".length()));
        };
    }
}
