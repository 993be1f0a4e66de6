package com.steveslist.command.dispatch;

import com.steveslist.events.log.LogPosition;
import java.util.Optional;

/** Port: what the event store remembers of idempotency keys and claims. */
public interface CommittedKeys {

    /** What the first run of this key did, if there was one. Read from the primary, never stale. */
    Optional<Committed> find(String scope, String key);

    /** Who holds a claim. */
    Optional<String> holderOf(String claimKind, String hash);

    /**
     * @param stream the aggregate that decided
     * @param version of the last event that the command wrote
     */
    record Committed(String fingerprint, String stream, long version, LogPosition at, String resourceId) {}
}
