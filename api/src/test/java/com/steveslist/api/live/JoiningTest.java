package com.steveslist.api.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.api.live.LiveListener.Ending;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.feed.EventFilter;
import com.steveslist.query.feed.FeedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;

/** How a subscription comes from the past into the present, on a log in memory. */
class JoiningTest {

    private final MemoryFeed log = new MemoryFeed();
    private final LiveEvents live = new LiveEvents(log);
    private final AccountId owner = AccountId.next();

    @BeforeEach
    void start() {
        live.start();
    }

    @AfterEach
    void stop() {
        live.stop();
    }

    @Test
    void wherever_one_begins_while_the_log_grows_one_hears_all_that_is_after_it_once() {
        long seed = System.nanoTime();
        System.out.println("random beginnings with seed " + seed);
        Random random = new Random(seed);
        log.append(owner);
        List<Ear> ears = new ArrayList<>();
        for (int round = 0; round < Subscription.QUEUE; round++) {
            log.append(owner);
            if (round % 20 == 0) {
                ears.add(new Ear(new LogPosition(1, random.nextInt((int) log.end().position()))));
            }
            if (random.nextInt(10) == 0) {
                Thread.yield();
            }
        }
        for (Ear ear : ears) {
            List<FeedEvent> expected = log.after(ear.from.position());
            await().untilAsserted(() -> {
                assertThat(ear.ended.get()).isNull();
                assertThat(ear.heard).hasSizeGreaterThanOrEqualTo(expected.size());
            });
            assertThat(ear.heard).isEqualTo(expected);
            ear.subscription.close();
        }
        await().untilAsserted(() -> assertThat(ears).allMatch(ear -> ear.ended.get() == Ending.CLOSED));
    }

    @Test
    void who_has_seen_what_a_restore_took_back_is_told_so_and_hears_what_is_true() {
        for (int i = 0; i < 10; i++) {
            log.append(owner);
        }
        log.lose(4);
        log.append(owner);
        Ear ear = new Ear(new LogPosition(1, 9));
        await().until(() -> ear.heard.size() == 1);
        assertThat(ear.rewoundTo.get()).isEqualTo(new LogPosition(1, 6));
        assertThat(ear.heard).isEqualTo(log.after(6));
        Ear before = new Ear(new LogPosition(1, 5));
        await().until(() -> before.heard.size() == 2);
        assertThat(before.rewoundTo.get()).isNull();
    }

    @Test
    void who_listens_when_the_log_loses_its_end_is_ended_and_can_come_again() {
        for (int i = 0; i < 10; i++) {
            log.append(owner);
        }
        Ear ear = new Ear(new LogPosition(1, 8));
        await().until(() -> ear.heard.size() == 2);
        log.lose(3);
        for (int i = 0; i < 5; i++) {
            log.append(owner);
        }
        await().until(() -> ear.ended.get() == Ending.REWOUND);
        Ear again = new Ear(ear.heard.getLast().at());
        await().until(() -> again.heard.size() == 5);
        assertThat(again.heard).isEqualTo(log.after(7));
    }

    @Test
    void a_node_that_stops_tells_everybody() {
        Ear ear = new Ear(LogPosition.START);
        live.stop();
        await().until(() -> ear.ended.get() == Ending.STOPPING);
    }

    private final class Ear implements LiveListener {

        private final LogPosition from;
        private final List<FeedEvent> heard = new CopyOnWriteArrayList<>();
        private final AtomicReference<@Nullable LogPosition> rewoundTo = new AtomicReference<>();
        private final AtomicReference<@Nullable Ending> ended = new AtomicReference<>();
        private final Subscription subscription;

        Ear(LogPosition from) {
            this.from = from;
            this.subscription = live.follow(owner, EventFilter.seenBy(owner), from, this);
        }

        @Override
        public void heard(FeedEvent event) {
            heard.add(event);
        }

        @Override
        public void rewound(LogPosition place) {
            rewoundTo.set(place);
        }

        @Override
        public void ended(Ending why) {
            ended.set(why);
        }
    }
}
