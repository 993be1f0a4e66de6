package com.steveslist.command.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.steveslist.command.dispatch.CommandUnavailableException.Reason;
import com.steveslist.command.listing.ListingAggregates;
import com.steveslist.command.listing.ListingCommand;
import com.steveslist.command.listing.ListingRejection;
import com.steveslist.command.listing.ListingState;
import com.steveslist.command.testing.Some;
import com.steveslist.events.DomainEvent;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.envelope.Actor;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.listing.ListingId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CommandsTest {

    private final MemoryCommandSide side = new MemoryCommandSide(ListingAggregates.TYPE);
    private final Commands commands = side.commands;
    private final MemoryLog log = side.log;
    private final AccountId seller = Some.account();
    private final Caller owner = Caller.account(seller);
    private final ListingId lamp = ListingId.next();

    private Decided<ListingState> create(long quantity) {
        return commands.send(new ListingCommand.Create(lamp, seller, Some.lamp(500), quantity, true), Some.context());
    }

    private Decided<ListingState> send(ListingCommand command) {
        return commands.send(command, Some.context());
    }

    private ListingCommand.Reserve reserve() {
        return new ListingCommand.Reserve(lamp, CheckoutId.next(), Some.account(), 1, null);
    }

    /** Another node writes to the same stream. */
    private void elsewhere(DomainEvent event) {
        long version = log.endOf(lamp.value()).orElseThrow().version() + 1;
        log.appendElsewhere(new GenericDomainEventMessage<>("listing", lamp.value(), version, event));
    }

    private static void assertRejected(ThrowingCallable sending, Rejection rejection) {
        assertThatThrownBy(sending).isInstanceOfSatisfying(
                CommandRejectedException.class, rejected -> assertThat(rejected.rejection()).isEqualTo(rejection));
    }

    @Nested
    class An_answer {

        @Test
        void shows_what_was_decided_and_where_it_stands() {
            Decided<ListingState> decided = create(2);
            assertThat(decided.state().available()).isEqualTo(2);
            assertThat(decided.version()).isEqualTo(1);
            assertThat(decided.at().position()).isEqualTo(2);
            assertThat(decided.resourceId()).isEqualTo(lamp.value());
            assertThat(decided.replayed()).isFalse();
        }

        @Test
        void to_a_command_that_changed_nothing_stands_at_the_last_event() {
            create(2);
            Decided<ListingState> decided = send(new ListingCommand.Publish(lamp, owner));
            assertThat(decided.version()).isEqualTo(1);
            assertThat(decided.at().position()).isEqualTo(2);
            assertThat(log.size()).isEqualTo(2);
        }

        @Test
        void to_a_rejected_command_is_its_rejection_and_nothing_is_written() {
            create(1);
            send(reserve());
            assertRejected(() -> send(reserve()), ListingRejection.OUT_OF_STOCK);
            assertRejected(
                    () -> send(new ListingCommand.Publish(ListingId.next(), owner)), ListingRejection.NOT_FOUND);
            assertThat(log.size()).isEqualTo(3);
        }

        @Test
        void needs_no_look_at_the_log_when_the_aggregate_is_new_or_was_just_used() {
            create(2);
            send(reserve());
            assertThat(log.reads()).isZero();
        }
    }

    @Nested
    class The_envelope {

        @Test
        void says_whose_it_is_who_did_it_and_why() {
            CommandContext context = CommandContext.of(new Actor(Actor.Kind.KEY, "key_1"), "req_7").because("chk_1", "evt_1");
            commands.send(new ListingCommand.Create(lamp, seller, Some.lamp(500), 1, false), context);
            assertThat(log.get(0).getMetaData())
                    .containsEntry(EnvelopeMetadata.OWNER, seller.value())
                    .containsEntry(EnvelopeMetadata.PARTIES, seller.value())
                    .containsEntry(EnvelopeMetadata.ACTOR_KIND, "key")
                    .containsEntry(EnvelopeMetadata.ACTOR_ID, "key_1")
                    .containsEntry(EnvelopeMetadata.REQUEST_ID, "req_7")
                    .containsEntry(EnvelopeMetadata.CORRELATION_ID, "chk_1")
                    .containsEntry(EnvelopeMetadata.CAUSED_BY, "evt_1")
                    .containsEntry(EnvelopeMetadata.COMMAND, "listing.create")
                    .hasSize(8);
        }

        @Test
        void takes_the_request_for_the_conversation_when_none_is_named() {
            create(1);
            assertThat(log.get(0).getMetaData())
                    .containsEntry(EnvelopeMetadata.CORRELATION_ID, "req_1")
                    .doesNotContainKey(EnvelopeMetadata.CAUSED_BY);
        }
    }

    @Nested
    class When_another_node_was_faster {

        @Test
        void the_command_is_decided_again_on_what_is_there_now() {
            create(2);
            elsewhere(new ListingEvent.Changed(lamp, Some.lamp(900), 5));
            Decided<ListingState> decided = send(reserve());
            assertThat(decided.state().quantity()).isEqualTo(5);
            assertThat(decided.version()).isEqualTo(3);
        }

        @Test
        void a_rejection_is_not_taken_from_memory() {
            create(1);
            send(reserve());
            elsewhere(new ListingEvent.Changed(lamp, Some.lamp(500), 2));
            assertThat(send(reserve()).state().available()).isZero();
        }

        @Test
        void nothing_to_do_is_not_taken_from_memory() {
            create(1);
            elsewhere(new ListingEvent.Withdrawn(lamp));
            assertThat(send(new ListingCommand.Publish(lamp, owner)).version()).isEqualTo(3);
        }

        @Test
        void a_look_is_not_taken_from_memory() {
            create(1);
            elsewhere(new ListingEvent.Withdrawn(lamp));
            Decided<ListingState> found = commands.find(ListingState.class, lamp).orElseThrow();
            assertThat(found.state().status()).isEqualTo(ListingState.Status.WITHDRAWN);
            assertThat(found.at().position()).isEqualTo(3);
        }

        @Test
        void always_it_is_said_that_too_many_change_it() {
            create(1);
            log.beforeAppend(() -> elsewhere(new ListingEvent.Changed(lamp, Some.lamp(500), 100)));
            assertThatThrownBy(() -> send(reserve())).isInstanceOfSatisfying(
                    CommandUnavailableException.class,
                    unavailable -> assertThat(unavailable.reason()).isEqualTo(Reason.CONTENDED));
        }

        @Test
        void once_it_goes_through_at_the_second_try() {
            create(1);
            AtomicBoolean first = new AtomicBoolean(true);
            log.beforeAppend(() -> {
                if (first.getAndSet(false)) {
                    elsewhere(new ListingEvent.Changed(lamp, Some.lamp(500), 100));
                }
            });
            assertThat(send(reserve()).state().available()).isEqualTo(99);
        }
    }

    @Nested
    class When_many_on_this_node_want_the_same {

        @Test
        void each_decides_on_what_the_one_before_it_committed_and_none_loses() throws Exception {
            create(1_000);
            AtomicInteger appends = new AtomicInteger();
            log.beforeAppend(appends::incrementAndGet);
            try (ExecutorService crowd = Executors.newFixedThreadPool(16)) {
                List<Callable<Decided<ListingState>>> all = Stream.<Callable<Decided<ListingState>>>generate(() -> () -> send(reserve()))
                        .limit(800).toList();
                for (Future<Decided<ListingState>> one : crowd.invokeAll(all)) {
                    assertThat(one.get().state().available()).isGreaterThanOrEqualTo(200);
                }
            }
            assertThat(appends).as("tries, of which each that is more has lost").hasValue(800);
            assertThat(log.reads()).isZero();
        }

        @Test
        void who_does_not_get_its_turn_within_2_s_is_told_to_come_again() throws Exception {
            create(1_000);
            CountDownLatch let = new CountDownLatch(1);
            CountDownLatch inTheMiddle = new CountDownLatch(1);
            log.beforeAppend(() -> {
                inTheMiddle.countDown();
                try {
                    assertThat(let.await(30, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            try (ExecutorService other = Executors.newSingleThreadExecutor()) {
                Future<Decided<ListingState>> slow = other.submit(() -> send(reserve()));
                inTheMiddle.await();
                long began = System.nanoTime();
                assertThatThrownBy(() -> send(reserve())).isInstanceOfSatisfying(
                        CommandUnavailableException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CONTENDED));
                assertThat(System.nanoTime() - began).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(1_900));
                let.countDown();
                assertThat(slow.get().state().available()).isEqualTo(999);
            }
        }
    }

    @Nested
    class An_expected_version {

        @Test
        void that_is_not_the_one_is_a_mismatch() {
            create(1);
            ListingCommand withdraw = new ListingCommand.Withdraw(lamp, owner);
            assertRejected(
                    () -> commands.send(withdraw, Some.context().expecting(0L)), DispatchRejection.VERSION_MISMATCH);
            assertThat(commands.send(withdraw, Some.context().expecting(1L)).version()).isEqualTo(2);
        }

        @Test
        void tells_nothing_to_those_who_may_not_see_it() {
            send(new ListingCommand.Create(lamp, seller, Some.lamp(500), 1, false));
            ListingCommand withdraw = new ListingCommand.Withdraw(lamp, Caller.account(Some.account()));
            assertRejected(() -> commands.send(withdraw, Some.context().expecting(7L)), ListingRejection.NOT_FOUND);
        }

        @Test
        void is_compared_with_what_is_there_now() {
            create(1);
            elsewhere(new ListingEvent.Changed(lamp, Some.lamp(900), 1));
            ListingCommand withdraw = new ListingCommand.Withdraw(lamp, owner);
            assertThat(commands.send(withdraw, Some.context().expecting(2L)).version()).isEqualTo(3);
        }
    }

    @Nested
    class An_idempotency_key {

        private final CommandContext once = Some.context().once(new IdempotencyKey("POST", "k1", "same", "the thing"));
        private final CommandContext other = Some.context().once(new IdempotencyKey("POST", "k1", "other", "the thing"));

        @Test
        void gives_the_first_answer_again_though_the_thing_went_on() {
            ListingCommand first = new ListingCommand.Create(lamp, seller, Some.lamp(500), 1, true);
            commands.send(first, once);
            send(new ListingCommand.Withdraw(lamp, owner));
            ListingCommand repeat = new ListingCommand.Create(ListingId.next(), seller, Some.lamp(500), 1, true);
            Decided<ListingState> again = commands.send(repeat, once);
            assertThat(again.replayed()).isTrue();
            assertThat(again.state().id()).isEqualTo(lamp);
            assertThat(again.state().status()).isEqualTo(ListingState.Status.PUBLISHED);
            assertThat(again.version()).isEqualTo(1);
            assertThat(again.at().position()).isEqualTo(2);
            assertThat(again.resourceId()).isEqualTo("the thing");
            assertThat(log.size()).isEqualTo(3);
        }

        @Test
        void gives_the_first_answer_where_a_repeat_would_be_rejected_or_find_nothing_to_do() {
            create(1);
            ListingCommand reserve = reserve();
            commands.send(reserve, once);
            assertThat(commands.send(reserve, once).replayed()).isTrue();
            assertThat(commands.send(reserve(), once).replayed()).isTrue();
        }

        @Test
        void for_something_else_is_refused() {
            create(1);
            ListingCommand reserve = reserve();
            commands.send(reserve, once);
            assertRejected(() -> commands.send(reserve, other), DispatchRejection.IDEMPOTENCY_KEY_REUSED);
            assertRejected(
                    () -> commands.send(new ListingCommand.Withdraw(lamp, owner), other),
                    DispatchRejection.IDEMPOTENCY_KEY_REUSED);
        }

        @Test
        void costs_no_look_up_when_it_is_new() {
            commands.send(new ListingCommand.Create(lamp, seller, Some.lamp(500), 1, true), once);
            assertThat(log.keyLookUps()).isZero();
        }

        @Test
        void freezes_no_rejection() {
            create(0);
            assertRejected(() -> commands.send(reserve(), once), ListingRejection.OUT_OF_STOCK);
            send(new ListingCommand.Change(lamp, owner, Some.lamp(500), 1, false));
            assertThat(commands.send(reserve(), once).replayed()).isFalse();
        }
    }

    @Nested
    class The_past {

        @Test
        void is_what_it_was_after_each_event() {
            create(2);
            send(new ListingCommand.Withdraw(lamp, owner));
            Decided<ListingState> before = commands.asOf(ListingState.class, lamp.value(), 1);
            assertThat(before.state().status()).isEqualTo(ListingState.Status.PUBLISHED);
            assertThat(before.at().position()).isEqualTo(2);
        }

        @Test
        void of_nothing_is_nothing() {
            assertThat(commands.find(ListingState.class, lamp)).isEmpty();
        }
    }

    @Test
    void a_long_stream_gets_a_snapshot_that_new_decisions_start_from() {
        create(1_000);
        for (int i = 0; i < 120; i++) {
            send(reserve());
        }
        await().atMost(Duration.ofMinutes(2)).until(() -> log.snapshot(lamp.value()).isPresent());
        DomainEventMessage<?> snapshot = log.snapshot(lamp.value()).orElseThrow();
        assertThat(snapshot.getType()).isEqualTo(ListingAggregates.TYPE.snapshotName());
        elsewhere(new ListingEvent.Withdrawn(lamp));
        ListingState latest = commands.find(ListingState.class, lamp).orElseThrow().state();
        assertThat(latest.available()).isEqualTo(880);
        assertThat(latest).isEqualTo(commands.asOf(ListingState.class, lamp.value(), 122).state());
        assertThat(List.of(snapshot.getSequenceNumber())).allMatch(version -> version >= 99);
    }
}
