package com.steveslist.query.feed;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.log.LogPosition;

/**
 * An event and who may know of it.
 *
 * @param isPublic whether everybody may: a listing was published, or something happened to one that was on the market; never of a draft
 */
public record FeedEvent(RecordedEvent recorded, boolean isPublic) {

    public LogPosition at() {
        return recorded.envelope().at();
    }

    public String type() {
        return recorded.envelope().type();
    }

    /** The id of the thing that it happened to. */
    public String stream() {
        return recorded.envelope().stream();
    }

    /** Whether the account is one of those that it is about. */
    public boolean concerns(AccountId account) {
        return recorded.envelope().parties().contains(account);
    }
}
