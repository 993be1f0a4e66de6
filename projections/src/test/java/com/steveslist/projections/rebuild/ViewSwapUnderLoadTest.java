package com.steveslist.projections.rebuild;

import static com.steveslist.projections.rebuild.LiveViews.VIEW;
import static com.steveslist.projections.rebuild.LiveViews.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.listing.ListingView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ViewSwapUnderLoadTest {

    private static final AccountId SELLER = AccountId.next();
    private static final int LISTINGS = 200;
    private static final int WRITERS = 2;
    private static final int READERS = 3;
    private static final Duration SHOWN_WITHIN = Duration.ofSeconds(30);

    private final List<ListingId> ids = Stream.generate(ListingId::next).limit(LISTINGS).toList();
    private final AtomicReferenceArray<@Nullable Written> written = new AtomicReferenceArray<>(LISTINGS);
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicLong reads = new AtomicLong();
    private final AtomicLong writes = new AtomicLong();
    private final AtomicLong slowestReadNanos = new AtomicLong();
    private volatile boolean over;

    private record Written(LogPosition at, long version) {}

    @Test
    void no_read_fails_and_none_is_older_than_what_its_reader_wrote() throws Exception {
        try (LiveViews live = new LiveViews()) {
            live.startNode();
            live.startNode();
            for (int i = 0; i < LISTINGS; i++) {
                write(live, i);
            }
            List<Thread> load = new ArrayList<>();
            for (int n = 0; n < WRITERS; n++) {
                int writer = n;
                load.add(Thread.ofPlatform().start(() -> keepWriting(live, writer)));
            }
            for (int n = 0; n < READERS; n++) {
                load.add(Thread.ofPlatform().start(() -> keepReading(live)));
            }
            try {
                for (int turn = 0; turn < 3; turn++) {
                    assertThat(live.rebuild().build(true)).as(live.told()).isZero();
                    System.out.print(live.told());
                    assertThat(live.rebuild().rollback()).as(live.told()).isZero();
                    long before = reads.get();
                    await().atMost(Duration.ofMinutes(2)).until(() -> reads.get() > before + READERS);
                }
            } finally {
                over = true;
                for (Thread thread : load) {
                    thread.join();
                }
            }
            System.out.printf("%d writes, %d reads, slowest %d ms%n", writes.get(), reads.get(), slowestReadNanos.get() / 1_000_000);
            assertThat(wrong).isEmpty();
            live.awaitCaughtUp();
            assertThat(live.rebuild().build(false)).as(live.told()).isZero();
        }
    }

    private void keepWriting(LiveViews live, int writer) {
        while (!over) {
            write(live, writer + WRITERS * ThreadLocalRandom.current().nextInt(LISTINGS / WRITERS));
        }
    }

    private void write(LiveViews live, int i) {
        Written before = written.get(i);
        ListingId id = ids.get(i);
        long version = before == null ? 0 : before.version() + 1;
        ListingEvent next = before == null
                ? new ListingEvent.Drafted(id, SELLER, ViewRebuildTest.details("Lamp"), 1)
                : new ListingEvent.Changed(id, ViewRebuildTest.details("Lamp " + version), version);
        LogPosition at = live.append(Stream.of(event(id.value(), version, SELLER, next)));
        written.set(i, new Written(at, version));
        writes.incrementAndGet();
    }

    /** Reads what was written last, as a client with its token does. */
    private void keepReading(LiveViews live) {
        while (!over) {
            int i = ThreadLocalRandom.current().nextInt(LISTINGS);
            Written wanted = written.get(i);
            if (wanted == null) {
                continue;
            }
            long begun = System.nanoTime();
            try {
                live.progress.await(VIEW, ids.get(i).value(), wanted.at(), SHOWN_WITHIN);
                ListingView seen = live.listings.find(ids.get(i)).orElseThrow();
                if (seen.version() < wanted.version()) {
                    wrong.add(ids.get(i) + " shows version " + seen.version() + " to who wrote " + wanted);
                }
            } catch (RuntimeException e) {
                wrong.add(e.toString());
            }
            reads.incrementAndGet();
            slowestReadNanos.accumulateAndGet(System.nanoTime() - begun, Math::max);
        }
    }
}
