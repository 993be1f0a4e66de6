package com.steveslist.infra.embedded.stack;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One part of a stack, as {@code status} shows it.
 *
 * @param pid its process, while it has one
 * @param since when it came into this state
 * @param restarts how often it was started again after it died
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PartState(String name, @JsonProperty("state") Status status, String address, @Nullable String user, @Nullable String password,
        @Nullable Long pid, Instant since,
        int restarts, @Nullable String log) {
    /** What it is doing. */
    public enum Status {
        STARTING, RUNNING, STOPPED,
        /** Died or failed to start too often; nobody tries any more until somebody says {@code start}. */
        FAILED,
        /** Not ours: only its address is known. */
        EXTERNAL;

        /** As people and programs read it. */
        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    PartState as(Status status, @Nullable Long pid) {
        return new PartState(name, status, address, user, password, pid, Instant.now(), restarts, log);
    }

    PartState restarted() {
        return new PartState(name, status, address, user, password, pid, since, restarts + 1, log);
    }
}
