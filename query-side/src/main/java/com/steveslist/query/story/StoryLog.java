package com.steveslist.query.story;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.log.LogPosition;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.refund.RefundId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Port: the log, read for stories. It reads events alone and waits for no read model. */
public interface StoryLog {

    /** The most events of one story; what comes after them is left out, and the story says so. */
    int MOST = 10_000;

    /** Where the log ends now. */
    LogPosition end();

    /** The events of a stream, in order, at most {@link #MOST} + 1; none when it does not exist. */
    List<RecordedEvent> stream(String stream);

    /**
     * Those of a stream's events of these types (public names) whose payload names one of these ids, at most {@link #MOST} + 1.
     *
     * @param from the first position that is looked at: before it nothing can name them
     */
    List<RecordedEvent> naming(String stream, Collection<String> types, Collection<String> ids, long from);

    /** The events of these types (public names) of which an account is a party, at most {@link #MOST} + 1. */
    List<RecordedEvent> ofAccount(AccountId account, Collection<String> types);

    /** In which order a refund stands. */
    Optional<OrderId> orderOf(RefundId refund);
}
