package com.steveslist.infra.eventstore.append;

import java.time.Duration;
import static com.steveslist.infra.eventstore.TestLog.event;
import static com.steveslist.infra.eventstore.TestLog.request;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.steveslist.command.dispatch.CommandUnavailableException;
import com.steveslist.command.dispatch.CommandUnavailableException.Reason;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.listing.ListingId;
import com.steveslist.infra.eventstore.TestLog;
import com.steveslist.infra.eventstore.append.AppendOutcome.Appended;
import com.steveslist.infra.eventstore.append.CuttingProxy.Mode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A connection lost after sending leaves a question, and the log answers it. Nothing is ever sent twice. */
class LostAnswersTest {

    private static final AppendSettings ONE_CONNECTION = new AppendSettings(
            1, 100, 512, 2048, 4 << 20, ofSeconds(5), ofSeconds(5), ofSeconds(7), ofSeconds(3), ofSeconds(10));

    private static final AppendSettings IMPATIENT = new AppendSettings(
            1, 100, 512, 2048, 4 << 20, ofSeconds(5), ofSeconds(1), ofSeconds(2), ofSeconds(1), ofMillis(300));

    private final ListingId listing = ListingId.next();
    private TestLog log;

    @BeforeEach
    void freshLog() {
        log = new TestLog();
    }

    @AfterEach
    void close() throws Exception {
        log.close();
    }

    @Nested
    class When_the_servers_process_is_killed_in_the_middle_of_a_call {

        @Test
        void nothing_was_written_and_the_command_is_told_so() throws Exception {
            Appender appender = log.newAppender(ONE_CONNECTION);
            CompletableFuture<AppendOutcome> command;
            try (LogLock lock = new LogLock(log)) {
                command = inBackground(() -> appender.append(published(0)));
                await().atMost(Duration.ofMinutes(2)).until(() -> lock.callsThatWait() == 1);
                lock.terminateAppenders();
                // It is now the settling that waits for the lock.
                await().atMost(Duration.ofMinutes(2))
                        .until(() -> !log.jdbc().queryForList("select 1 from pg_stat_activity where query like '%settle(%'"
                                + " and wait_event_type = 'Lock' and datname = current_database()").isEmpty());
            }
            assertUnavailable(command, Reason.STORE_UNAVAILABLE).hasMessageContaining("nothing was written");
            assertThat(log.log().last().position()).isZero();
            assertThat(appender.append(published(0))).isInstanceOf(Appended.class);
        }
    }

    @Nested
    class When_the_network_breaks {

        private CuttingProxy network;

        @BeforeEach
        void between() throws Exception {
            network = new CuttingProxy(log.address());
        }

        @AfterEach
        void close() throws Exception {
            network.close();
        }

        @Test
        void an_answer_that_was_lost_is_found_in_the_log() {
            Appender appender = appender(ONE_CONNECTION);
            appender.append(published(0));
            network.fail(Mode.LOSE_ANSWER, Mode.PASS);
            Appended appended = TestLog.appended(appender.append(published(1)));
            assertThat(appended.last().position()).isEqualTo(2);
            assertThat(log.log().readStream(listing.value())).hasSize(2).last()
                    .satisfies(event -> assertThat(event.envelope().recordedAt()).isEqualTo(appended.recordedAt()));
        }

        @Test
        void a_request_that_arrives_after_its_loss_was_settled_is_refused() throws Exception {
            Appender appender = appender(ONE_CONNECTION);
            appender.append(published(0));
            network.fail(Mode.DELAY_REQUEST, Mode.PASS);
            assertThatThrownBy(() -> appender.append(published(1)))
                    .isInstanceOf(CommandUnavailableException.class).hasMessageContaining("nothing was written");

            assertThat(network.releaseAndAwaitAnswer()).isTrue();
            assertThat(log.log().last().position()).isEqualTo(1);
            assertThat(appender.append(published(1))).isInstanceOf(Appended.class);
        }

        @Test
        void an_outcome_that_cannot_be_found_out_in_time_is_said_to_be_unknown() {
            Appender appender = appender(IMPATIENT);
            appender.append(published(0));
            network.fail(Mode.LOSE_ANSWER, Mode.DOWN);
            assertThatThrownBy(() -> appender.append(published(1)))
                    .isInstanceOfSatisfying(CommandUnavailableException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.OUTCOME_UNKNOWN));

            // The network is still down, but now nothing was sent.
            assertThatThrownBy(() -> appender.append(published(2)))
                    .isInstanceOfSatisfying(CommandUnavailableException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.STORE_UNAVAILABLE));
            network.fail(Mode.PASS, Mode.PASS);
            assertThat(appender.append(published(2))).isInstanceOf(Appended.class);
        }

        private Appender appender(AppendSettings settings) {
            return log.closedAtTheEnd(new Appender(network.address(), settings, new SimpleMeterRegistry()));
        }
    }

    @Nested
    class When_the_server_refuses_a_group {

        @Test
        void who_is_to_blame_fails_alone() throws Exception {
            Appender appender = log.newAppender(ONE_CONNECTION);
            List<CompletableFuture<AppendOutcome>> good;
            CompletableFuture<AppendOutcome> bad;
            try (LogLock lock = new LogLock(log)) {
                CompletableFuture<AppendOutcome> first = inBackground(() -> appender.append(published(0)));
                await().atMost(Duration.ofMinutes(2)).until(() -> lock.callsThatWait() == 1);
                good = List.of(first, append(appender, ListingId.next().value()), append(appender, ListingId.next().value()));
                bad = append(appender, "a stream with a \0 in its name");
            }
            assertThatThrownBy(bad::join).cause().isInstanceOf(IllegalStateException.class).hasMessageContaining("nothing was written");
            assertThat(good).allSatisfy(command -> assertThat(command.join()).isInstanceOf(Appended.class));
            assertThat(log.log().last().position()).isEqualTo(3);
        }

        private CompletableFuture<AppendOutcome> append(Appender appender, String stream) {
            return inBackground(() -> appender.append(request(event(stream, 0, new ListingEvent.Published(listing)))));
        }
    }

    @Nested
    class When_the_queue_is_full {

        @Test
        void more_is_refused_at_once_and_what_waits_is_still_committed() throws Exception {
            Appender appender = log.newAppender(new AppendSettings(
                    1, 2, 512, 2048, 4 << 20, ofSeconds(5), ofSeconds(5), ofSeconds(7), ofSeconds(3), ofSeconds(10)));
            List<CompletableFuture<AppendOutcome>> accepted = new ArrayList<>();
            try (LogLock lock = new LogLock(log)) {
                accepted.add(append(appender));
                await().atMost(Duration.ofMinutes(2)).until(() -> lock.callsThatWait() == 1);
                CompletableFuture<AppendOutcome> last = append(appender);
                while (!isAnsweredSoon(last) && accepted.size() < 10) {
                    accepted.add(last);
                    last = append(appender);
                }
                assertUnavailable(last, Reason.OVERLOADED);
            }
            // One is under way, one is in the worker's hands, two are in the queue.
            assertThat(accepted).hasSizeLessThanOrEqualTo(4)
                    .allSatisfy(command -> assertThat(command.join()).isInstanceOf(Appended.class));
        }

        private boolean isAnsweredSoon(CompletableFuture<AppendOutcome> command) throws InterruptedException {
            try {
                command.get(500, TimeUnit.MILLISECONDS);
                return true;
            } catch (ExecutionException e) {
                return true;
            } catch (TimeoutException e) {
                return false;
            }
        }

        private CompletableFuture<AppendOutcome> append(Appender appender) {
            ListingId another = ListingId.next();
            return inBackground(() -> appender.append(request(event(another.value(), 0, new ListingEvent.Published(another)))));
        }
    }

    /** On a thread of its own: a command may have to hold the connection meanwhile. */
    private static CompletableFuture<AppendOutcome> inBackground(Supplier<AppendOutcome> command) {
        return CompletableFuture.supplyAsync(command, Thread::startVirtualThread);
    }

    private AppendRequest published(long version) {
        return request(event(listing.value(), version, new ListingEvent.Published(listing)));
    }

    private static AbstractThrowableAssert<?, ?> assertUnavailable(CompletableFuture<AppendOutcome> command, Reason reason) {
        return assertThatThrownBy(command::join).isInstanceOf(CompletionException.class).cause()
                .isInstanceOfSatisfying(CommandUnavailableException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
