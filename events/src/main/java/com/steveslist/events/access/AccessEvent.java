package com.steveslist.events.access;

import com.steveslist.events.DomainEvent;
import com.steveslist.events.account.AccountId;

/** Somebody read personal values that are not their own. Each is a stream of its own, so that recording it waits for nothing. */
public sealed interface AccessEvent extends DomainEvent {

    AccessId accessId();

    AccountId readerId();

    /**
     * A person's values were in an answer.
     *
     * @param call method and path, such as {@code GET /v1/audit/events}
     */
    record Recorded(AccessId accessId, AccountId personId, AccountId readerId, String call) implements AccessEvent {}

    /** A file of many events was begun, in the clear, whoever they are about. */
    record BulkRecorded(AccessId accessId, AccountId readerId, String call) implements AccessEvent {}
}
