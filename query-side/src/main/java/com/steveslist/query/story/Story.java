package com.steveslist.query.story;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.envelope.RecordedEvent;
import java.util.List;

/**
 * Every event that belongs to a thing.
 *
 * @param events in the order of the log
 * @param cut whether there are more, which were left out because there are too many
 */
public record Story(Subject subject, List<RecordedEvent> events, boolean cut) {

    public Story {
        events = List.copyOf(events);
    }

    /** What of it an account may see: the events of which it is a party. Empty for somebody whom it does not concern. */
    public Story seenBy(AccountId viewer) {
        return new Story(
                subject, events.stream().filter(event -> event.envelope().parties().contains(viewer)).toList(), cut);
    }
}
