package com.steveslist.infra.drill;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.listing.ListingId;
import com.steveslist.infra.eventstore.append.AppendRequest;
import com.steveslist.infra.eventstore.append.NewEvent;
import com.steveslist.infra.serialization.EventJson;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;

/** A process that appends for a while: many clients, each as soon as it was answered. Arguments: its name, seconds, clients. */
final class Appending {

    private static final Duration AFTER_AN_ACCIDENT = Duration.ofMillis(50);
    private static final int MOST_EVENTS = 3;
    private static final EventJson JSON = new EventJson();

    private Appending() {}

    public static void main(String[] arguments) throws Exception {
        try (DrillLog log = DrillLog.at(Child.parent())) {
            Testimony testimony = new Testimony(arguments[0], log.appender());
            long end = System.nanoTime() + Duration.ofSeconds(Long.parseLong(arguments[1])).toNanos();
            try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
                    clients.execute(() -> appendUntil(end, testimony));
                }
            }
            testimony.write(log);
        }
    }

    private static void appendUntil(long end, Testimony testimony) {
        while (System.nanoTime() < end) {
            if (!testimony.append(request())) {
                try {
                    Thread.sleep(AFTER_AN_ACCIDENT);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    private static AppendRequest request() {
        ListingId listing = ListingId.next();
        AccountId seller = AccountId.next();
        int events = ThreadLocalRandom.current().nextInt(1, MOST_EVENTS + 1);
        List<NewEvent> all = LongStream.range(0, events)
                .mapToObj(version -> Events.of(JSON, listing.value(), version, seller, new ListingEvent.Published(listing))).toList();
        return new AppendRequest(all, null, List.of());
    }
}
