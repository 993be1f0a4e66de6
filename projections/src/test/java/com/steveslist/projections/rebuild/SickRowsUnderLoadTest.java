package com.steveslist.projections.rebuild;

import static com.steveslist.projections.rebuild.LiveViews.VIEW;
import static com.steveslist.projections.rebuild.LiveViews.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.listing.ListingId;
import com.steveslist.infra.consumer.ParkedEvents;
import com.steveslist.infra.postgres.Pools;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Nodes that take a view from each other while its rows fall sick and recover, connections die and somebody asks for retries. */
class SickRowsUnderLoadTest {

    private static final AccountId SELLER = AccountId.next();
    private static final int LISTINGS = 30;
    private static final int NODES = 3;
    private static final int TURNS = Integer.getInteger("steveslist.test.turns", 150);

    private final List<ListingId> ids = Stream.generate(ListingId::next).limit(LISTINGS).toList();
    private final long[] versions = new long[LISTINGS];
    private volatile boolean over;

    @Test
    void in_the_end_every_row_is_as_the_log_says() throws Exception {
        long seed = System.nanoTime();
        try (LiveViews live = new LiveViews();
                HikariDataSource own = Pools.pool("trouble", live.database.url(), live.database.user(), live.database.password(), null, 2,
                        Duration.ofSeconds(30))) {
            JdbcTemplate sql = new JdbcTemplate(own);
            makeRowsFallSick(sql);
            for (int n = 0; n < NODES; n++) {
                live.startNode();
            }
            Thread writer = Thread.ofPlatform().start(() -> keepWriting(live, new Random(seed)));
            try {
                Random random = new Random(~seed);
                for (int turn = 0; turn < TURNS; turn++) {
                    makeTrouble(sql, own, random);
                    LockSupport.parkNanos(random.nextLong(Duration.ofMillis(60).toNanos()));
                }
            } finally {
                over = true;
                writer.join();
            }

            sql.update("delete from sick");
            live.dataSource.getHikariPoolMXBean().softEvictConnections(); // Those that were ended, and nobody knows yet.
            ParkedEvents parked = new ParkedEvents(own);
            await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(200)).until(() -> parked.retry(VIEW, null) == 0);
            live.awaitCaughtUp();
            assertThat(parked.list(VIEW, 10)).as("seed %d", seed).isEmpty();
            assertThat(live.rebuild().build(false)).as("seed %d: %s", seed, live.told()).isZero();
            assertThat(sql.queryForObject("select count(*) from views.listing", Integer.class)).isEqualTo(LISTINGS);
        }
    }

    private static void makeRowsFallSick(JdbcTemplate sql) {
        sql.execute("""
                create table sick (id text primary key);
                create function refuse_sick() returns trigger language plpgsql as $$
                begin
                    if exists (select from public.sick where id = new.id) then
                        raise exception '% is sick', new.id;
                    end if;
                    return new;
                end $$;
                create trigger refuse_sick before insert or update on views.listing for each row execute function refuse_sick();
                """);
    }

    private void makeTrouble(JdbcTemplate sql, HikariDataSource own, Random random) {
        switch (random.nextInt(6)) {
            case 0, 1 -> sql.update("insert into sick values (?) on conflict do nothing", ids.get(random.nextInt(LISTINGS)).value());
            case 2 -> sql.update("delete from sick");
            case 3 -> new ParkedEvents(own).retry(VIEW, null);
            case 4 -> sql.query("""
                    select pg_terminate_backend(pid) from pg_stat_activity
                    where datname = current_database() and application_name = 'steveslist-test' order by random() limit 1""", row -> {});
            default -> new TransactionTemplate(new JdbcTransactionManager(own)).executeWithoutResult(status -> {
                sql.query("select from consumer.progress where consumer = ? for update", row -> {}, VIEW);
                LockSupport.parkNanos(random.nextLong(Duration.ofMillis(100).toNanos()));
            });
        }
    }

    private void keepWriting(LiveViews live, Random random) {
        while (!over) {
            int i = random.nextInt(LISTINGS);
            long version = versions[i]++;
            ListingId id = ids.get(i);
            live.append(Stream.of(event(id.value(), version, SELLER, version == 0
                    ? new ListingEvent.Drafted(id, SELLER, ViewRebuildTest.details("Lamp \"0\" \\ é 💡"), 1)
                    : new ListingEvent.Changed(id, ViewRebuildTest.details("Lamp \"" + version + "\" \\ é 💡"), version))));
            LockSupport.parkNanos(random.nextLong(Duration.ofMillis(3).toNanos()));
        }
    }
}
