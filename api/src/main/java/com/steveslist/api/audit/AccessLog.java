package com.steveslist.api.audit;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.audit.HistoryFilter;
import com.steveslist.query.audit.PastEvent;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Looks at a person's values, and since they signed up, at many people's; each kind is read by an index of its own. */
@Component
final class AccessLog {

    private final Histories histories;

    AccessLog(Histories histories) {
        this.histories = histories;
    }

    /** At most {@code limit} of them between two positions, both included. */
    List<PastEvent> find(AccountId person, long from, long to, boolean newestFirst, int limit) {
        HistoryFilter one = new HistoryFilter(person, Set.of(AccessResource.ONE), null, null, null, null);
        HistoryFilter many = new HistoryFilter(null, Set.of(AccessResource.MANY), null, null, null, null);
        Comparator<PastEvent> byPosition = Comparator.comparingLong(PastEvent::position);
        return Stream.concat(
                histories.find(one, from, to, newestFirst, limit).stream(),
                histories.find(many, from, to, newestFirst, limit).stream())
                .sorted(newestFirst ? byPosition.reversed() : byPosition)
                .limit(limit)
                .toList();
    }

    /** Where the person's first event is. */
    long signedUp(AccountId person, LogPosition end) {
        HistoryFilter own = new HistoryFilter(person, Set.of(), person.value(), null, null, null);
        return histories.find(own, 1, end.position(), false, 1).stream().mapToLong(PastEvent::position).findFirst().orElse(1);
    }
}
