package com.steveslist.infra.eventstore.append;

import static com.steveslist.infra.eventstore.TestLog.event;
import static com.steveslist.infra.eventstore.TestLog.request;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.listing.ListingId;
import com.steveslist.infra.eventstore.TestLog;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The second connection. */
class HelpTest {

    private static final AppendSettings GROUPS_OF_TEN = new AppendSettings(
            2, 1_000, 10, 2048, 4 << 20, ofSeconds(30), ofSeconds(30), ofSeconds(40), ofSeconds(3), ofSeconds(10));

    private TestLog log;
    private Appender appender;

    @BeforeEach
    void freshLog() {
        log = new TestLog();
        appender = log.newAppender(GROUPS_OF_TEN);
    }

    @AfterEach
    void close() throws Exception {
        log.close();
    }

    @Test
    void takes_a_group_when_half_of_one_waits_behind_another() throws Exception {
        List<CompletableFuture<AppendOutcome>> commands;
        try (LogLock lock = new LogLock(log)) {
            CompletableFuture<AppendOutcome> first = append();
            await().atMost(Duration.ofMinutes(2)).until(() -> lock.callsThatWait() == 1);
            commands = Stream.concat(Stream.of(first), IntStream.range(0, 30).mapToObj(i -> append())).toList();
            await().atMost(Duration.ofMinutes(2)).until(() -> lock.callsThatWait() == 2);
        }
        assertThat(commands).allSatisfy(command -> assertThat(command.join()).isInstanceOf(AppendOutcome.Appended.class));
        assertThat(log.log().read(0, 100)).extracting(RecordedEvent::position)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 31).boxed().toList());
    }

    @Test
    void does_not_make_small_groups_smaller() throws Exception {
        List<CompletableFuture<AppendOutcome>> commands;
        try (LogLock lock = new LogLock(log)) {
            CompletableFuture<AppendOutcome> first = append();
            await().atMost(Duration.ofMinutes(2)).until(() -> lock.callsThatWait() == 1);
            commands = List.of(first, append(), append(), append(), append());
            await().during(Duration.ofMillis(600)).atMost(ofSeconds(10)).until(() -> lock.callsThatWait() == 1);
        }
        assertThat(commands).allSatisfy(command -> assertThat(command.join()).isInstanceOf(AppendOutcome.Appended.class));
    }

    @Test
    void ends_with_the_appender_and_leaves_nobody_waiting() throws Exception {
        List<CompletableFuture<AppendOutcome>> commands;
        CompletableFuture<Void> closing;
        try (LogLock lock = new LogLock(log)) {
            commands = IntStream.range(0, 60).mapToObj(i -> append()).toList();
            await().atMost(Duration.ofMinutes(2)).until(() -> lock.callsThatWait() == 2);
            closing = CompletableFuture.runAsync(appender::close, Thread::startVirtualThread);
        }
        closing.get(60, TimeUnit.SECONDS);
        await().atMost(Duration.ofMinutes(2)).until(() -> commands.stream().allMatch(CompletableFuture::isDone));
        long committed = commands.stream().filter(command -> !command.isCompletedExceptionally()).count();
        assertThat(log.log().last().position()).isEqualTo(committed);
    }

    private CompletableFuture<AppendOutcome> append() {
        ListingId listing = ListingId.next();
        return CompletableFuture.supplyAsync(
                () -> appender.append(request(event(listing.value(), 0, new ListingEvent.Published(listing)))), Thread::startVirtualThread);
    }
}
