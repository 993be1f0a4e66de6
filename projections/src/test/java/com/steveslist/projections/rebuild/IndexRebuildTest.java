package com.steveslist.projections.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.log.LogPosition;
import com.steveslist.infra.consumer.ParkedEvents;
import com.steveslist.projections.search.ListingIndexCopy;
import com.steveslist.projections.search.LiveIndex;
import com.steveslist.projections.topic.RelayedLog;
import com.steveslist.projections.topic.TopicFollower;
import com.steveslist.query.progress.ReadModelProgress;
import com.steveslist.query.search.ListingDocument;
import com.steveslist.query.search.ListingIndex;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IndexRebuildTest {

    private static final AccountId SELLER = AccountId.next();
    private static final String CONSUMER = ListingIndexCopy.CONSUMER;
    private static final int LISTINGS = 50;
    private static final int BACKLOG = 200;

    private final RelayedLog log = new RelayedLog();
    private final Told told = new Told();
    private final List<TopicFollower> nodes = new ArrayList<>();
    private final List<ListingId> ids = Stream.generate(ListingId::next).limit(LISTINGS).toList();
    private final AtomicReferenceArray<@Nullable Written> written = new AtomicReferenceArray<>(LISTINGS);
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicLong reads = new AtomicLong();
    private LiveIndex index;
    private volatile boolean over;

    private record Written(LogPosition at, long version) {}

    @BeforeEach
    void begin() throws Exception {
        index = new LiveIndex(log);
        Flyway.configure().dataSource(index.dataSource()).schemas("rebuild").defaultSchema("rebuild").locations("classpath:db/rebuild")
                .load().migrate();
        startNode();
        for (int i = 0; i < LISTINGS; i++) {
            write(i);
        }
        awaitApplied(log.log().last());
    }

    @AfterEach
    void end() throws Exception {
        nodes.forEach(TopicFollower::stop);
        index.close();
        log.close();
    }

    @Test
    void a_bug_in_the_old_index_is_told_and_put_right_and_comes_back_with_a_rollback() throws Exception {
        plantBug();

        assertThat(rebuild().build(true)).isEqualTo(1);

        assertThat(told()).contains("1 row differs from what was served:").contains(
                ids.getFirst() + " in name; last touched by position 1 (listing.drafted ");
        assertThat(document(0).name()).isEqualTo("Lamp 0");
        assertThat(index.serving()).startsWith(ListingIndex.NAME + "-");
        write(1);
        awaitApplied(log.log().last());
        assertThat(document(1).version()).isEqualTo(1);

        rebuild().rollback();

        assertThat(index.serving()).isEqualTo(ListingIndex.NAME);
        assertThat(document(0).name()).isEqualTo("Wrong");
        assertThat(document(1).version()).isEqualTo(1);
        write(1);
        awaitApplied(log.log().last());
        assertThat(document(1).version()).isEqualTo(2);
        assertThat(rebuild().dropOld()).isTrue();
        assertThat(index.indexes()).containsExactly(ListingIndex.NAME);
        assertThatIllegalStateException().isThrownBy(() -> rebuild().rollback()).withMessageContaining("is kept");
    }

    @Test
    void a_dry_run_only_tells() throws Exception {
        plantBug();

        assertThat(rebuild().build(false)).isEqualTo(1);

        assertThat(document(0).name()).isEqualTo("Wrong");
        assertThat(index.indexes()).containsExactly(ListingIndex.NAME);
    }

    @Test
    void what_was_given_up_in_the_old_index_does_not_hold_up_the_new_one() throws Exception {
        ListingId sick = ListingId.next();
        awaitApplied(log.append(sick.value(), SELLER, Instant.now(), new ListingEvent.Published(sick)));
        ParkedEvents parked = new ParkedEvents(index.dataSource());
        assertThat(parked.discardAll(CONSUMER, sick.value(), "no draft before it")).isEqualTo(1);

        assertThat(rebuild().build(true)).isZero();

        assertThat(index.serving()).startsWith(ListingIndex.NAME + "-");
        assertThat(parked.list(CONSUMER, 10)).isEmpty();
        assertThat(parked.discarded(10)).singleElement().extracting(ParkedEvents.DiscardedEvent::lane).isEqualTo(sick.value());
    }

    @Test
    void what_a_killed_rebuild_left_is_thrown_away_by_the_next() throws Exception {
        index.client.indices().create(create -> create.index(ListingIndex.NAME + "-1"));
        log.jdbc().update("insert into consumer.progress (consumer, epoch, position, copy) values (?, 1, 7, ?)",
                CONSUMER + "@next", ListingIndex.NAME + "-1");

        assertThat(rebuild().build(true)).isZero();

        assertThat(index.indexes()).hasSize(2).doesNotContain(ListingIndex.NAME + "-1");
    }

    @Test
    void an_epoch_that_begins_while_it_runs_leaves_nothing_of_what_it_took_back() throws Exception {
        long kept = log.log().last().position();
        ListingId lost = ListingId.next();
        write(0);
        log.append(lost.value(), SELLER, Instant.now(), new ListingEvent.Drafted(lost, SELLER, ViewRebuildTest.details("Lost"), 1));
        awaitApplied(log.log().last());

        IndexRebuild rebuild = rebuild(line -> {
            if (line.startsWith("comparing")) {
                log.takeBack(kept);
                written.set(0, new Written(new LogPosition(1, 1), 0));
                write(1);
            }
        });
        assertThat(rebuild.build(true)).as(told()).isZero();

        awaitApplied(log.log().last());
        assertThat(document(0).version()).isZero();
        assertThat(document(1).version()).isEqualTo(1);
        assertThat(index.client.exists(get -> get.index(ListingIndex.ALIAS).id(lost.value())).value()).isFalse();
        write(0);
        awaitApplied(log.log().last());
        assertThat(document(0).at()).isEqualTo(new LogPosition(2, kept + 2));
    }

    @Test
    void what_was_kept_for_a_rollback_crosses_an_epoch_before_it_serves() throws Exception {
        long kept = log.log().last().position();
        write(0);
        awaitApplied(log.log().last());
        rebuild().build(true);
        log.takeBack(kept);
        written.set(0, new Written(new LogPosition(1, 1), 0));
        write(1);
        awaitApplied(log.log().last());

        assertThat(rebuild().rollback()).as(told()).isZero();

        assertThat(index.serving()).isEqualTo(ListingIndex.NAME);
        assertThat(document(0).version()).isZero();
        assertThat(document(1).at()).isEqualTo(new LogPosition(2, kept + 1));
    }

    @Test
    void nothing_is_rolled_back_to_that_elasticsearch_has_lost() throws Exception {
        rebuild().build(true);
        index.client.indices().delete(delete -> delete.index(ListingIndex.NAME));

        assertThatIllegalStateException().isThrownBy(() -> rebuild().rollback()).withMessageContaining("rebuild instead");

        write(2);
        awaitApplied(log.log().last());
        assertThat(document(2).version()).isEqualTo(1);
    }

    /** As when a failover ended the first one's lock. */
    @Test
    void one_that_another_has_taken_the_place_of_changes_nothing() throws Exception {
        IndexRebuild first = rebuild(line -> {
            if (line.startsWith("comparing")) {
                log.jdbc().update("update consumer.progress set copy = ? where consumer = ?", ListingIndex.NAME + "-2", CONSUMER + "@next");
            }
        });

        assertThatIllegalStateException().isThrownBy(() -> first.build(true)).withMessageContaining("start again");

        assertThat(index.serving()).isEqualTo(ListingIndex.NAME);
        assertThat(rebuild().build(true)).isZero();
        assertThat(index.indexes()).hasSize(2);
    }

    /** As when the process dies between the two steps of a swap. */
    @Test
    void nodes_move_the_alias_when_the_rebuild_could_not() throws Exception {
        rebuild().build(true);
        String next = index.serving();
        ListingIndex.serve(index.client, ListingIndex.NAME);
        nodes.forEach(TopicFollower::stop);
        startNode();
        await().atMost(Duration.ofMinutes(2)).until(() -> index.serving().equals(next));
        write(3);
        awaitApplied(log.log().last());
        assertThat(document(3).version()).isEqualTo(1);
    }

    @Test
    void under_load_no_search_fails_and_none_is_older_than_what_its_reader_wrote() throws Exception {
        startNode();
        ReadModelProgress progress = new ReadModelProgress(index.dataSource());
        List<Thread> load = List.of(
                Thread.ofPlatform().start(this::keepWriting),
                Thread.ofPlatform().start(() -> keepReading(progress)),
                Thread.ofPlatform().start(() -> keepReading(progress)));
        try {
            assertThat(rebuild().build(true)).as(told()).isZero();
            assertThat(rebuild().build(true)).as(told()).isZero();
            assertThat(rebuild().rollback()).as(told()).isZero();
            long before = reads.get();
            await().atMost(Duration.ofMinutes(2)).until(() -> reads.get() > before + 10);
        } finally {
            over = true;
            for (Thread thread : load) {
                thread.join();
            }
        }
        assertThat(wrong).isEmpty();
        awaitApplied(log.log().last());
        assertThat(rebuild().build(false)).as(told()).isZero();
    }

    /** As fast as the index follows, so that what a reader waits for is the swap and not the machine. */
    private void keepWriting() {
        while (!over) {
            if (log.log().last().position() - log.applied(CONSUMER) < BACKLOG) {
                write(ThreadLocalRandom.current().nextInt(LISTINGS));
            } else {
                LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
            }
        }
    }

    private void keepReading(ReadModelProgress progress) {
        while (!over) {
            int i = ThreadLocalRandom.current().nextInt(LISTINGS);
            Written wanted = written.get(i);
            try {
                progress.await(CONSUMER, ids.get(i).value(), java.util.Objects.requireNonNull(wanted).at(), Duration.ofSeconds(30));
                long version = document(i).version();
                if (version < wanted.version()) {
                    wrong.add(ids.get(i) + " shows version " + version + " to who wrote " + wanted);
                }
            } catch (IOException | RuntimeException e) {
                wrong.add(e.toString());
            }
            reads.incrementAndGet();
        }
    }

    /** As searches see it: through the alias, and only what is refreshed. */
    private ListingDocument document(int i) throws IOException {
        var found = index.client.search(
                search -> search.index(ListingIndex.ALIAS).query(query -> query.ids(one -> one.values(ids.get(i).value()))),
                ListingDocument.class);
        return java.util.Objects.requireNonNull(found.hits().hits().getFirst().source());
    }

    private void plantBug() throws IOException {
        index.client.update(update -> update.index(ListingIndex.ALIAS).id(ids.getFirst().value()).doc(java.util.Map.of("name", "Wrong"))
                .refresh(co.elastic.clients.elasticsearch._types.Refresh.True), ListingDocument.class);
        assertThat(document(0).name()).isEqualTo("Wrong");
    }

    private void startNode() {
        nodes.add(index.newNode());
        nodes.getLast().start();
    }

    private void write(int i) {
        Written before = written.get(i);
        ListingId id = ids.get(i);
        long version = before == null ? 0 : before.version() + 1;
        ListingEvent next = before == null
                ? new ListingEvent.Drafted(id, SELLER, ViewRebuildTest.details("Lamp " + i), 1)
                : new ListingEvent.Changed(id, ViewRebuildTest.details("Lamp " + i), version);
        written.set(i, new Written(log.append(id.value(), SELLER, Instant.now(), next), version));
    }

    private void awaitApplied(LogPosition at) {
        await().atMost(Duration.ofMinutes(2)).until(() -> log.applied(CONSUMER) >= at.position());
    }

    private IndexRebuild rebuild() {
        return rebuild(line -> {});
    }

    private IndexRebuild rebuild(Consumer<String> hears) {
        told.forget();
        return new IndexRebuild(index.client, log.log(), new TopicOffsets(RelayedLog.kafka()), index.dataSource(), told.to(hears));
    }

    private String told() {
        return told.all();
    }
}
