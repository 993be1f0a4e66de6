package com.steveslist.infra.relay;

import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The right to relay: one node has it at a time, renews it twice a second, and loses it three seconds after the last renewal. Measured
 * by the database's clock there, and by this node's own monotonic clock here, from before the renewal was sent: this node stops first.
 */
final class RelayLease implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RelayLease.class);
    private static final Duration LENGTH = Duration.ofSeconds(3);
    private static final Duration RENEWAL = Duration.ofMillis(500);
    private static final int ANSWER_SECONDS = 1;
    private static final String NAME = "relay.kafka";

    private final JdbcTemplate sql;
    private final String holder;
    private final Thread thread;
    private volatile long heldUntilNanos = System.nanoTime();
    private volatile boolean closed;

    /** @param holder a name that no other node has */
    RelayLease(DataSource dataSource, String holder) {
        this.sql = new JdbcTemplate(dataSource);
        this.sql.setQueryTimeout(ANSWER_SECONDS);
        this.holder = holder;
        this.thread = Thread.ofPlatform().name("relay-lease").daemon().start(this::keep);
    }

    boolean held() {
        return heldUntilNanos - System.nanoTime() > 0;
    }

    private void keep() {
        while (!closed) {
            try {
                renew();
            } catch (RuntimeException e) {
                LOG.debug("cannot renew the relay's lease", e);
            }
            try {
                Thread.sleep(RENEWAL);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void renew() {
        long sent = System.nanoTime();
        boolean had = held();
        int rows = sql.update(
                """
                insert into relay.lease as old (name, holder, held_until)
                values (?, ?, clock_timestamp() + ? * interval '1 millisecond')
                on conflict (name) do update set holder = excluded.holder, held_until = excluded.held_until
                where old.holder = excluded.holder or old.held_until < clock_timestamp()
                """,
                NAME, holder, LENGTH.toMillis());
        if (rows == 1) {
            heldUntilNanos = sent + LENGTH.toNanos();
            if (!had) {
                LOG.info("this node relays the log to Kafka");
            }
        }
    }

    /** Hands the lease back at once, so that another node need not wait for its end. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(ANSWER_SECONDS));
            heldUntilNanos = System.nanoTime();
            sql.update("delete from relay.lease where name = ? and holder = ?", NAME, holder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.debug("the lease ends by itself", e);
        }
    }
}
