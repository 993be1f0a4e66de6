package com.steveslist.infra.eventstore;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Forgets old idempotency keys, once a minute in small batches, so that no single statement holds rows for long. */
final class Sweeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    private static final int BATCH = 1_000;
    private static final int MAX_BATCHES = 50;

    private final JdbcTemplate jdbc;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("event-sweeper").daemon().factory());

    Sweeper(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
        timer.scheduleWithFixedDelay(this::run, 1, 1, TimeUnit.MINUTES);
    }

    /** Sweeps until little is left or the round's bound is reached. */
    int sweep() {
        int swept = 0;
        for (int batch = 0; batch < MAX_BATCHES; batch++) {
            Integer gone = jdbc.queryForObject("select sweep(?)", Integer.class, BATCH);
            swept += gone == null ? 0 : gone;
            if (gone == null || gone < BATCH) {
                break;
            }
        }
        return swept;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void run() {
        try {
            sweep();
        } catch (DataAccessException e) {
            LOG.warn("could not sweep old idempotency keys, next try in a minute: {}", e.getMessage());
        }
    }
}
