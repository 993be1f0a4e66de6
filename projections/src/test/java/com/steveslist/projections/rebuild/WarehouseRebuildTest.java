package com.steveslist.projections.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.listing.ListingId;
import com.steveslist.infra.postgres.Pools;
import com.steveslist.projections.topic.RelayedLog;
import com.steveslist.projections.warehouse.LiveWarehouse;
import com.steveslist.projections.warehouse.Warehouse;
import com.steveslist.projections.warehouse.WarehouseCopy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarehouseRebuildTest {

    private static final AccountId SELLER = AccountId.next();

    @TempDir
    private Path root;

    private final RelayedLog log = new RelayedLog();
    private final Told told = new Told();
    private final List<ListingId> ids = new ArrayList<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicLong reads = new AtomicLong();
    private LiveWarehouse live;
    private volatile boolean over;

    @BeforeEach
    void begin() throws Exception {
        Pools.migrate(log.postgres().url(), log.postgres().user(), log.postgres().password(), "rebuild", "classpath:db/rebuild");
        // As it stood before there were versions.
        Files.createDirectories(root.resolve("events"));
        Files.createDirectories(root.resolve("tables"));
        Files.writeString(root.resolve("epochs.csv"), "epoch,first_position\n");
        live = new LiveWarehouse(root, log);
        for (int i = 0; i < 10; i++) {
            publish("Lamp " + i);
        }
        awaitExported();
    }

    @AfterEach
    void end() {
        live.close();
        log.close();
    }

    @Test
    void a_bug_in_the_old_version_is_told_and_put_right_and_comes_back_with_a_rollback() throws Exception {
        live.plant("listings",
                "select * replace (case id when '" + ids.get(0) + "' then 'Wrong' else name end as name) from old where id <> '"
                        + ids.get(1) + "'");
        assertThat(name(0)).isEqualTo("Wrong");

        assertThat(rebuild().build(true)).as(told()).isEqualTo(2);

        assertThat(told()).contains("2 rows differ from what was served:")
                .contains("listings " + ids.get(0) + " in its values; last touched by position 2 (listing.published ")
                .contains("listings " + ids.get(1) + " was missing; last touched by position 4 (listing.published ");
        assertThat(name(0)).isEqualTo("Lamp 0");
        publish("Later");
        awaitExported();
        assertThat(count()).isEqualTo(11);
        assertThat(root.resolve("epochs.csv")).doesNotExist();
        assertThat(Files.walk(root.resolve("events/"), 2, java.nio.file.FileVisitOption.FOLLOW_LINKS))
                .anyMatch(path -> path.toString().endsWith(".parquet"));

        rebuild().rollback();
        publish("Last");
        awaitExported();
        assertThat(count()).isEqualTo(12);
        assertThat(ask("select count(*) from events where position <= " + log.log().last().position())).isEqualTo("24");
        assertThat(rebuild().dropOld()).isTrue();
        assertThatIllegalStateException().isThrownBy(() -> rebuild().rollback()).withMessageContaining("is kept");
        assertThat(Files.list(root.resolve("versions"))).hasSize(1);
    }

    @Test
    void a_dry_run_and_what_a_killed_rebuild_left_change_nothing() throws Exception {
        Files.createDirectories(root.resolve("versions/v1/events"));
        log.jdbc().update("insert into consumer.progress (consumer, epoch, position, copy) values (?, 1, 7, 'v1')",
                WarehouseCopy.CONSUMER + "@next");

        assertThat(rebuild().build(false)).as(told()).isZero();

        assertThat(Files.list(root.resolve("versions")).map(path -> path.getFileName().toString())).containsExactly("first");
        assertThat(count()).isEqualTo(10);
    }

    @Test
    void an_epoch_that_begins_while_it_runs_leaves_nothing_of_what_it_took_back() throws Exception {
        long kept = log.log().last().position();
        publish("Lost");
        awaitExported();

        WarehouseRebuild rebuild = rebuild(line -> {
            if (line.startsWith("comparing")) {
                log.takeBack(kept);
                publish("Instead");
            }
        });
        assertThat(rebuild.build(true)).as(told()).isZero();

        awaitExported();
        assertThat(count()).isEqualTo(11);
        assertThat(ask("select string_agg(name, ' ' order by name) from listings where name in ('Lost', 'Instead')")).isEqualTo("Instead");
        assertThat(ask("select count(*) || ' ' || max(epoch) || ' ' || max(position) from events"))
                .isEqualTo("%1$d 2 %1$d".formatted(kept + 2));
    }

    @Test
    void what_was_kept_for_a_rollback_crosses_an_epoch_before_it_serves() throws Exception {
        long kept = log.log().last().position();
        publish("Lost");
        awaitExported();
        rebuild().build(true);
        log.takeBack(kept);

        assertThat(rebuild().rollback()).as(told()).isZero();

        assertThat(count()).isEqualTo(10);
        publish("Instead");
        awaitExported();
        assertThat(ask("select count(*) from listings where name = 'Lost'")).isEqualTo("0");
        assertThat(count()).isEqualTo(11);
    }

    @Test
    void what_cannot_be_read_is_replaced_without_comparing() throws Exception {
        Files.writeString(root.resolve("serving/tables/listings.parquet"), "nonsense");

        assertThat(rebuild().build(true)).isEqualTo(1);

        assertThat(told()).contains("cannot be read");
        assertThat(count()).isEqualTo(10);
    }

    @Test
    void files_that_are_lost_are_written_again_and_nothing_is_told_of_them_before() throws Exception {
        live.close();
        live.lose();
        live.point();
        assertThat(log.applied(WarehouseCopy.CONSUMER)).isZero();
        live = new LiveWarehouse(root, log);
        awaitExported();
        assertThat(count()).isEqualTo(10);
    }

    @Test
    void under_load_no_question_fails_and_nothing_that_was_exported_is_missing() throws Exception {
        Thread writer = Thread.ofPlatform().start(() -> {
            while (!over) {
                publish("More");
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        });
        Thread reader = Thread.ofPlatform().start(this::keepAsking);
        try {
            assertThat(rebuild().build(true)).as(told()).isZero();
            assertThat(rebuild().rollback()).as(told()).isZero();
            await().atMost(Duration.ofMinutes(2)).until(() -> reads.get() > 5);
        } finally {
            over = true;
            writer.join();
            reader.join();
        }
        assertThat(wrong).isEmpty();
        awaitExported();
        assertThat(ask("select count(*) || ' ' || count(distinct position) || ' ' || max(position) from events"))
                .isEqualTo("%1$d %1$d %1$d".formatted(log.log().last().position()));
    }

    private void keepAsking() {
        while (!over) {
            long told = log.applied(WarehouseCopy.CONSUMER);
            try {
                long seen = Long.parseLong(ask("select count(*) from events where position <= " + told));
                if (seen != told) {
                    wrong.add("told of " + told + " events, saw " + seen);
                }
            } catch (RuntimeException e) {
                wrong.add(e.toString());
            }
            reads.incrementAndGet();
        }
    }

    private synchronized void publish(String name) {
        ListingId id = ListingId.next();
        ids.add(id);
        log.append(id.value(), SELLER, Instant.now(), new ListingEvent.Drafted(id, SELLER, ViewRebuildTest.details(name), 1),
                new ListingEvent.Published(id));
    }

    private String name(int i) {
        return ask("select name from listings where id = '" + ids.get(i) + "'");
    }

    private int count() {
        return Integer.parseInt(ask("select count(*) from listings"));
    }

    private String ask(String sql) {
        return Stream.of(new Warehouse(root).ask(sql).rows().getFirst().getFirst()).map(String::valueOf).findFirst().orElseThrow();
    }

    private void awaitExported() {
        long end = log.log().last().position();
        await().atMost(Duration.ofMinutes(2)).until(() -> log.applied(WarehouseCopy.CONSUMER) >= end);
    }

    private WarehouseRebuild rebuild() {
        return rebuild(line -> {});
    }

    private WarehouseRebuild rebuild(Consumer<String> hears) {
        told.forget();
        return new WarehouseRebuild(root, RelayedLog.kafka(), log.dataSource(), told.to(hears));
    }

    private String told() {
        return told.all();
    }
}
