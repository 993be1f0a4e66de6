package com.steveslist.infra.drill;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.listing.ListingId;
import com.steveslist.infra.eventstore.append.AppendRequest;
import com.steveslist.infra.serialization.EventJson;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A process whose threads all want to write every version of one stream, and each a stream of its own beside. Arguments: its name, the
 * contested listing, versions, threads.
 */
final class Racing {

    private static final EventJson JSON = new EventJson();

    private Racing() {}

    public static void main(String[] arguments) throws Exception {
        ListingId contested = new ListingId(arguments[1]);
        int versions = Integer.parseInt(arguments[2]);
        try (DrillLog log = DrillLog.at(Child.parent())) {
            Testimony testimony = new Testimony(arguments[0], log.appender());
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < Integer.parseInt(arguments[3]); i++) {
                    threads.execute(() -> race(contested, versions, testimony));
                }
            }
            testimony.write(log);
        }
    }

    /** Nobody wants a version before the one below it was decided, so whoever loses lost to a winner. */
    private static void race(ListingId contested, int versions, Testimony testimony) {
        AccountId account = AccountId.next();
        ListingId own = ListingId.next();
        for (int version = 0; version < versions; version++) {
            testimony.race(request(contested, version, account));
            testimony.race(request(own, version, account));
        }
    }

    private static AppendRequest request(ListingId listing, long version, AccountId account) {
        return new AppendRequest(
                List.of(Events.of(JSON, listing.value(), version, account, new ListingEvent.Published(listing))), null, List.of());
    }
}
