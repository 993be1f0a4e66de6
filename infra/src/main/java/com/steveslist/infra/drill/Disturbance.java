package com.steveslist.infra.drill;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What makes other logs lose events: a session that has written and then idles in its transaction for the whole time, so that its
 * transaction id holds back whoever waits for older ones; sessions that append and roll back; and appends, readers and listeners that are
 * cancelled or cut off in the middle.
 */
final class Disturbance implements AutoCloseable {

    /** How the ids of events begin that are always rolled back. */
    static final String NEVER = "never-";

    /** Interventions by others, connections that are gone, and too many of them. */
    private static final List<String> STRUCK = List.of("57", "08", "53");
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final String APPEND = """
            select append(gen_random_uuid(), array[1], array['%1$s'], array[0]::bigint[], array['%2$s'],
                array['listing.published'], array[1], array[0]::bigint[], array['acct'], array['acct'], array['account'], array['acct'],
                array['req'], array['req'], array[null]::text[], array['{}'], array['{}']::bytea[], array[1], array['%1$s'],
                array[-1]::bigint[], '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}')
            """;
    private static final String STRIKE = """
            select %s(pid) from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid()
              and application_name in ('steveslist-appender', 'steveslist-signal', 'steveslist-%s')
            order by state = 'active' desc, random() limit 1
            """;

    private final DrillLog log;
    private final Random random;
    private final Connection idle;
    private final Thread rollingBack;
    private final Thread striking;
    private final AtomicInteger rolledBack = new AtomicInteger();
    private final AtomicInteger struck = new AtomicInteger();
    private volatile boolean stopped;

    private Disturbance(DrillLog log, long seed) throws SQLException {
        this.log = log;
        this.random = new Random(seed);
        this.idle = log.address().connections("drill-idle", CONNECT).getConnection();
        this.idle.setAutoCommit(false);
        try (Statement statement = idle.createStatement()) {
            statement.execute("insert into drill.answer values ('idle', 'idle', 'idle', 0, 'never committed')");
        }
        this.rollingBack = Thread.ofVirtual().start(() -> repeat(this::rollBack, 5, 60));
        this.striking = Thread.ofVirtual().start(() -> repeat(this::strike, 200, 1_200));
    }

    static Disturbance begin(DrillLog log, long seed) throws SQLException {
        return new Disturbance(log, seed);
    }

    int rolledBack() {
        return rolledBack.get();
    }

    int struck() {
        return struck.get();
    }

    /** Whether the idle session is what it is meant to be: the oldest transaction of all, from beginning to end. */
    boolean holdsBackOthers() {
        return log.count("""
                select count(*) from pg_stat_activity
                where application_name = 'drill-idle' and state = 'idle in transaction'
                  and backend_xid::text::bigint = mod(pg_snapshot_xmin(pg_current_snapshot())::text::bigint, 4294967296)
                """) == 1;
    }

    @FunctionalInterface
    private interface Act {
        void go() throws SQLException, InterruptedException;
    }

    private void repeat(Act act, int fromMillis, int toMillis) {
        while (!stopped) {
            try {
                act.go();
                Thread.sleep(random.nextInt(fromMillis, toMillis));
            } catch (SQLException e) {
                if (!isStruck(e)) {
                    throw new IllegalStateException(e);
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Whether it was struck itself, or had no connection: it comes again. */
    private static boolean isStruck(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return STRUCK.stream().anyMatch(state::startsWith);
    }

    /** Takes the log's lock, the next position and a row of the log, sits on them for a moment, and gives all of it back. */
    private void rollBack() throws SQLException, InterruptedException {
        try (Connection connection = log.address().connections("drill-rollback", CONNECT).getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(APPEND.formatted("lst_" + UUID.randomUUID(), NEVER + UUID.randomUUID()));
            Thread.sleep(random.nextInt(20));
            connection.rollback();
            rolledBack.incrementAndGet();
        }
    }

    private void strike() throws SQLException {
        String how = random.nextBoolean() ? "pg_cancel_backend" : "pg_terminate_backend";
        struck.addAndGet(log.sql().sql(STRIKE.formatted(how, Reader.POOL)).query(Boolean.class).list().size());
    }

    @Override
    public void close() throws SQLException, InterruptedException {
        stopped = true;
        rollingBack.interrupt();
        striking.interrupt();
        rollingBack.join();
        striking.join();
        if (!idle.isClosed()) {
            idle.rollback();
            idle.close();
        }
    }
}
