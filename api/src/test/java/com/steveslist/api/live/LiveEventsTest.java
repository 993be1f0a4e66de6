package com.steveslist.api.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.steveslist.api.client.Answer;
import com.steveslist.api.consistency.ConsistencyTokens;
import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.testing.EventReader;
import com.steveslist.api.testing.EventReader.Message;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PrintsTheLog;
import com.steveslist.api.testing.SharedApplication;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.feed.EventFilter;
import com.steveslist.query.feed.FeedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jspecify.annotations.Nullable;

@ExtendWith(PrintsTheLog.class)
class LiveEventsTest {

    private final LiveEvents live = SharedApplication.context().getBean(LiveEvents.class);
    private final Person seller = Person.newcomer("Sally Seller");
    private final AccountId account = new AccountId(seller.id());

    @Test
    void two_hundred_who_listen_miss_nothing_while_things_happen() throws Exception {
        int accounts = 5;
        int each = 40;
        List<EventReader> readers = new ArrayList<>();
        for (int i = 0; i < accounts; i++) {
            String key = Person.newcomer("Larry Listener").calls().post("/v1/api-keys", Map.of("name", "live")).text("key");
            for (int j = 0; j < each; j++) {
                readers.add(EventReader.open(key, "/v1/events/stream?types=listing.published", null));
            }
        }
        await().until(() -> readers.stream().noneMatch(reader -> reader.place().isEmpty()));
        int listings = 40;
        List<String> listed = changesOf(listings, i -> seller.lists("Lamp " + i, 1, 900, Map.of()).text("id"));
        List<String> expected = null;
        for (EventReader reader : readers) {
            List<String> heard = reader.next(listings).stream().map(message -> message.data().path("stream").asString()).toList();
            expected = expected == null ? heard : expected;
            assertThat(heard).isEqualTo(expected);
            reader.close();
        }
        assertThat(expected).containsExactlyInAnyOrderElementsOf(listed);
    }

    @Test
    void one_that_stalls_is_ended_holds_up_nobody_and_goes_on_where_it_was() throws Exception {
        String lamp = seller.lists("Lamp", 1, 900, Map.of()).text("id");
        EventFilter filter = new EventFilter(account, Set.of("listing.changed"), lamp);
        CountDownLatch release = new CountDownLatch(1);
        Heard stalled = new Heard(release);
        Heard lively = new Heard(null);
        live.follow(account, filter, null, stalled);
        live.follow(account, filter, null, lively);
        await().until(() -> stalled.begun && lively.begun);
        int changes = Subscription.QUEUE + 40;
        changesOf(changes, i -> seller.calls()
                .patch("/v1/listings/" + lamp, Map.of("attributes", Map.of("n", "" + i)), Person.newKey())
                .expected("change")
                .text("id"));

        await().until(() -> lively.events.size() == changes);
        release.countDown();
        await().until(() -> stalled.ended.get() != null);
        assertThat(stalled.ended.get()).isEqualTo(LiveListener.Ending.TOO_SLOW);
        assertThat(stalled.events).hasSize(1);

        Heard again = new Heard(null);
        try (Subscription rest = live.follow(account, filter, stalled.events.getLast().at(), again)) {
            await().until(() -> again.events.size() == changes - 1);
        }
        assertThat(again.events).isEqualTo(lively.events.subList(1, changes));
    }

    @Test
    void an_account_has_a_bound_and_who_leaves_makes_room() {
        List<Subscription> open = new ArrayList<>();
        EventFilter filter = EventFilter.seenBy(account);
        for (int i = 0; i < LiveEvents.OF_AN_ACCOUNT; i++) {
            open.add(live.follow(account, filter, null, new Heard(null)));
        }
        ApiException refused = catchThrowableOfType(
                ApiException.class, () -> live.follow(account, filter, null, new Heard(null)));
        assertThat(refused.code()).isEqualTo(ErrorCode.TOO_MANY_STREAMS);
        open.removeFirst().close();
        await().ignoreExceptions().untilAsserted(() -> open.add(live.follow(account, filter, null, new Heard(null))));
        open.forEach(Subscription::close);
    }

    @Test
    void who_throws_is_ended_and_others_are_not() throws Exception {
        Heard good = new Heard(null);
        AtomicReference<LiveListener.@Nullable Ending> ended = new AtomicReference<>();
        LiveListener bad = new LiveListener() {
            @Override
            public void heard(FeedEvent event) {
                throw new IllegalStateException("on purpose");
            }

            @Override
            public void ended(Ending why) {
                ended.set(why);
            }
        };
        live.follow(account, EventFilter.seenBy(account), null, bad);
        try (Subscription listening = live.follow(account, EventFilter.seenBy(account), null, good)) {
            await().until(() -> good.begun);
            seller.lists("Lamp", 1, 900, Map.of());
            await().until(() -> ended.get() == LiveListener.Ending.CLOSED && good.events.size() == 1);
        }
    }

    @Test
    void a_place_of_another_epoch_is_read_on_from_and_one_that_is_to_come_is_refused() {
        ConsistencyTokens tokens = SharedApplication.context().getBean(ConsistencyTokens.class);
        LogPosition now = tokens.decode(seller.lists("Lamp", 1, 900, Map.of()).header("Consistency-Token").orElseThrow());
        for (LogPosition ahead : List.of(
                new LogPosition(now.epoch(), now.position() + 1_000_000), new LogPosition(now.epoch() + 1, now.position()))) {
            Answer refused = seller.calls().get("/v1/events?after=" + tokens.encode(ahead));
            assertThat(refused.code()).isEqualTo("invalid_consistency_token");
        }
    }

    private static List<String> changesOf(int count, IntFunction<String> change) throws Exception {
        List<String> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<String>> all =
                    IntStream.range(0, count).mapToObj(i -> threads.submit(() -> change.apply(i))).toList();
            for (Future<String> one : all) {
                results.add(one.get());
            }
        }
        return results;
    }

    /** Remembers what it heard; holds on to the first event until it is released. */
    private static final class Heard implements LiveListener {

        final List<FeedEvent> events = new CopyOnWriteArrayList<>();
        final AtomicReference<@Nullable Ending> ended = new AtomicReference<>();
        private final @Nullable CountDownLatch release;
        volatile boolean begun;

        Heard(@Nullable CountDownLatch release) {
            this.release = release;
        }

        @Override
        public void heard(FeedEvent event) throws InterruptedException {
            if (release != null) {
                release.await();
            }
            events.add(event);
        }

        @Override
        public void quiet(LogPosition at) {
            begun = true;
        }

        @Override
        public void ended(Ending why) {
            ended.set(why);
        }
    }
}
