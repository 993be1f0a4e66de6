package com.steveslist.infra.eventstore.append;

import static com.steveslist.infra.eventstore.TestLog.event;
import static com.steveslist.infra.eventstore.TestLog.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.command.dispatch.Claim;
import com.steveslist.command.dispatch.IdempotencyKey;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.listing.ListingId;
import com.steveslist.infra.eventstore.TestLog;
import com.steveslist.infra.eventstore.append.AppendOutcome.Appended;
import com.steveslist.infra.eventstore.append.AppendOutcome.ClaimTaken;
import com.steveslist.infra.eventstore.append.AppendOutcome.KeyTaken;
import com.steveslist.infra.eventstore.append.AppendOutcome.VersionConflict;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who wins when many want the same. Every thread's own outcome is looked at; three nodes take part. */
class AppendRacesTest {

    private static final int THREADS = 64;

    private TestLog log;
    private List<Appender> nodes;

    @BeforeEach
    void threeNodes() {
        log = new TestLog();
        nodes = List.of(log.newAppender(), log.newAppender(), log.newAppender());
    }

    @AfterEach
    void close() throws Exception {
        log.close();
    }

    @Test
    void every_version_of_a_stream_has_exactly_one_winner_and_the_others_are_told_so() throws Exception {
        ListingId contested = ListingId.next();
        for (long version = 0; version < 10; version++) {
            long wanted = version;
            List<AppendOutcome> outcomes = race(i -> request(published(contested, wanted)));
            assertThat(outcomes).filteredOn(Appended.class::isInstance).hasSize(1);
            assertThat(outcomes).filteredOn(new VersionConflict(contested.value(), version)::equals).hasSize(THREADS - 1);
        }
        assertThat(log.log().readStream(contested.value())).extracting(event -> event.envelope().version())
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    }

    @Test
    void whoever_loses_costs_its_neighbours_nothing() throws Exception {
        ListingId contested = ListingId.next();
        List<AppendOutcome> outcomes = race(i -> i % 2 == 0 ? request(published(contested, 0)) : request(published(ListingId.next(), 0)));
        assertThat(IntStream.range(0, THREADS).filter(i -> i % 2 == 1).mapToObj(outcomes::get)).allMatch(Appended.class::isInstance);
        assertThat(outcomes).filteredOn(VersionConflict.class::isInstance).hasSize(THREADS / 2 - 1);
        assertThat(log.log().last().position()).isEqualTo(THREADS / 2 + 1);
    }

    @Test
    void a_key_is_used_once_and_remembers_what_it_did() throws Exception {
        IdempotencyKey key = new IdempotencyKey("POST /v1/orders", "k-1", "print", "ord_x");
        List<AppendOutcome> outcomes = race(i -> new AppendRequest(List.of(published(ListingId.next(), 0)), key, List.of()));
        Appended winner = (Appended) outcomes.stream().filter(Appended.class::isInstance).findFirst().orElseThrow();
        assertThat(outcomes).filteredOn(KeyTaken.class::isInstance).hasSize(THREADS - 1);

        RecordedEvent written = log.log().read(0, 10).getFirst();
        var committed = log.committedKeys().find("POST /v1/orders", "k-1").orElseThrow();
        assertThat(committed.at()).isEqualTo(winner.last()).isEqualTo(written.envelope().at());
        assertThat(committed.stream()).isEqualTo(written.envelope().stream());
        assertThat(committed.fingerprint()).isEqualTo("print");
        assertThat(committed.resourceId()).isEqualTo("ord_x");
        assertThat(log.committedKeys().find("POST /v1/refunds", "k-1")).isEmpty();
    }

    @Test
    void a_claim_has_one_holder() throws Exception {
        List<AppendOutcome> outcomes = race(i -> {
            ListingId holder = ListingId.next();
            return new AppendRequest(List.of(published(holder, 0)), null, List.of(new Claim("email", "hash", holder)));
        });
        assertThat(outcomes).filteredOn(Appended.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(new ClaimTaken("email")::equals).hasSize(THREADS - 1);
        assertThat(log.committedKeys().holderOf("email", "hash")).contains(log.log().read(0, 1).getFirst().envelope().stream());
    }

    @Test
    void who_repeats_itself_hears_of_its_key_rather_than_of_the_stream_that_it_moved_on_itself() {
        ListingId listing = ListingId.next();
        IdempotencyKey key = new IdempotencyKey("s", "k", "f", listing.value());
        AppendRequest first = new AppendRequest(List.of(published(listing, 0)), key, List.of(new Claim("email", "h1", listing)));
        assertThat(nodes.getFirst().append(first)).isInstanceOf(Appended.class);
        assertThat(nodes.get(1).append(first)).isEqualTo(new KeyTaken());
    }

    @Test
    void a_holder_that_claims_another_lets_the_former_go() {
        ListingId one = ListingId.next();
        ListingId other = ListingId.next();
        Appender node = nodes.getFirst();
        node.append(new AppendRequest(List.of(published(one, 0)), null, List.of(new Claim("email", "old", one))));
        node.append(new AppendRequest(List.of(published(one, 1)), null, List.of(new Claim("email", "new", one))));

        assertThat(log.committedKeys().holderOf("email", "old")).isEmpty();
        assertThat(log.committedKeys().holderOf("email", "new")).contains(one.value());
        assertThat(node.append(new AppendRequest(List.of(published(other, 0)), null, List.of(new Claim("email", "old", other)))))
                .isInstanceOf(Appended.class);
    }

    @Test
    void streams_that_are_appended_together_win_or_lose_together() throws Exception {
        ListingId contested = ListingId.next();
        List<AppendOutcome> outcomes = race(i -> {
            ListingId own = ListingId.next();
            return request(published(own, 0), published(contested, 0), published(own, 1));
        });
        assertThat(outcomes).filteredOn(Appended.class::isInstance).hasSize(1);
        List<RecordedEvent> events = log.log().read(0, 100);
        assertThat(events).hasSize(3);
        assertThat(events).extracting(event -> event.envelope().version()).containsExactly(0L, 0L, 1L);
    }

    private List<AppendOutcome> race(IntFunction<AppendRequest> requests) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<AppendOutcome>> tasks = IntStream.range(0, THREADS).<Callable<AppendOutcome>>mapToObj(i -> () -> {
                AppendRequest request = requests.apply(i);
                start.await();
                return nodes.get(i % nodes.size()).append(request);
            }).toList();
            return threads.invokeAll(tasks).stream().map(AppendRacesTest::result).toList();
        }
    }

    private static AppendOutcome result(Future<AppendOutcome> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private static NewEvent published(ListingId listing, long version) {
        return event(listing.value(), version, new ListingEvent.Published(listing));
    }
}
