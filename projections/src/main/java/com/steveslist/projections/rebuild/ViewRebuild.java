package com.steveslist.projections.rebuild;

import com.steveslist.events.log.LogPosition;
import com.steveslist.infra.consumer.ConsumerVersions;
import com.steveslist.infra.consumer.LogConsumer;
import com.steveslist.infra.consumer.ParkedEvents.ParkedEvent;
import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.projections.view.ViewDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionTemplate;

/** Rebuilds one PostgreSQL view. See the package's description. */
final class ViewRebuild implements Rebuild {

    /** The swap applies the last events itself; so few that nobody notices, but more with each time that they grew too fast. */
    private static final long NEAR = 20;
    private static final Duration SWAP_WITHIN = Duration.ofSeconds(60);
    private static final long FIRST_LOCK_MILLIS = 20;
    private static final long LONGEST_LOCK_MILLIS = 200;
    private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();
    private static final int SHOWN = 5;

    private final ViewDefinition<?> view;
    private final DataSource dataSource;
    private final ViewTables tables;
    private final ConsumerVersions versions;
    private final TransactionTemplate transaction;
    private final Narrator narrator;
    private final Differences differences;

    ViewRebuild(ViewDefinition<?> view, EventLog log, DataSource dataSource, Narrator narrator) {
        this.view = view;
        this.dataSource = dataSource;
        this.tables = new ViewTables(view, dataSource);
        JdbcTransactionManager transactions = new JdbcTransactionManager(dataSource);
        this.versions = new ConsumerVersions(log, dataSource, transactions);
        this.transaction = new TransactionTemplate(transactions);
        this.narrator = narrator;
        this.differences = new Differences(view.consumer(), dataSource);
    }

    /** A version on its way into service: its consumer, its table's schema, and the rows that were touched since all were compared. */
    private record Version(LogConsumer consumer, String schema, Set<String> touched) {}

    private Version version(String name, String schema) {
        Set<String> touched = new ConcurrentSkipListSet<>();
        return new Version(new TouchedRows(view, view.version(name, dataSource, tables.in(schema)), touched), schema, touched);
    }

    @Override
    public long build(boolean swap) {
        Version next = version(ConsumerVersions.next(view.consumer()), ViewTables.NEXT);
        long historyFrom = tables.historyFrom();
        tables.createNext();
        versions.begin(next.consumer().name());
        catchUp(next);
        narrator.say("making its indexes");
        tables.indexNext();
        catchUp(next);
        long different = compareAndServe(next, swap);
        if (historyFrom > 0 && swap) {
            narrator.say("reads as of moments before position " + historyFrom
                    + " are answered from now on: history is made from the first event");
        }
        return different;
    }

    @Override
    public long rollback() {
        Version previous = version(ConsumerVersions.previous(view.consumer()), ViewTables.PREVIOUS);
        if (!tables.exists(ViewTables.PREVIOUS) || versions.at(previous.consumer().name()).isEmpty()) {
            throw new IllegalStateException("no previous version of " + view.consumer() + " is kept");
        }
        if (!tables.hasServingShape(ViewTables.PREVIOUS)) {
            throw new IllegalStateException("the previous version of " + view.consumer()
                    + " has another shape than this version of the application reads: rebuild it instead");
        }
        catchUp(previous);
        return compareAndServe(previous, true);
    }

    @Override
    public boolean dropOld() {
        boolean kept = tables.exists(ViewTables.PREVIOUS);
        transaction.executeWithoutResult(status -> {
            tables.drop(ViewTables.PREVIOUS);
            versions.forget(ConsumerVersions.previous(view.consumer()));
        });
        return kept;
    }

    private LogPosition at(Version version) {
        return versions.at(version.consumer().name()).orElseThrow(
                () -> new IllegalStateException(version.consumer().name() + " was taken away by somebody: start again"));
    }

    private LogPosition served() {
        return versions.at(view.consumer()).orElseThrow(() -> new IllegalStateException("nothing is known of " + view.consumer()));
    }

    /** Brings a version to within a few events of the one that serves. */
    private void catchUp(Version version) {
        LogPosition here = at(version);
        LogPosition there = served();
        narrator.begin(here.position());
        for (long near = NEAR; there.position() - here.position() > near
                || here.epoch() != there.epoch() && here.position() != there.position(); near++) {
            versions.step(version.consumer(), there);
            LogPosition now = at(version);
            if (now.equals(here)) {
                throw new IllegalStateException(version.consumer().name() + " does not move on from position " + here);
            }
            here = now;
            there = served();
            narrator.progress(here.position(), there.position());
        }
        narrator.end();
    }

    private long compareAndServe(Version version, boolean swap) {
        version.touched().clear();
        LogPosition compared = at(version);
        versions.giveUpAsBefore(view.consumer(), version.consumer());
        narrator.say("comparing row by row with what is served");
        List<String> since = tables.compareAll(version.schema(), compared);
        version.touched().addAll(since);
        refuseNewlyParked(version);
        if (swap) {
            swap(version);
        } else {
            transaction.executeWithoutResult(status -> meet(version));
        }
        long count = differences.report(narrator);
        if (!swap) {
            tables.drop(version.schema());
            versions.forget(version.consumer().name());
        }
        return count;
    }

    /** Brings a version to exactly the place of the one that serves, which stands still there until the transaction ends. */
    private void meet(Version version) {
        tables.reserve(version.schema());
        LogPosition place = versions.halt(view.consumer());
        versions.stepWithin(version.consumer(), place);
        versions.giveUpAsBefore(view.consumer(), version.consumer());
        if (!at(version).equals(place)) {
            throw new IllegalStateException(view.consumer() + " went back to position " + place + " meanwhile: start again");
        }
        tables.compare(version.schema(), version.touched());
    }

    private void swap(Version version) {
        long begun = System.nanoTime();
        long lockMillis = FIRST_LOCK_MILLIS;
        while (true) {
            catchUp(version);
            long patience = lockMillis;
            try {
                long halted = System.nanoTime();
                transaction.executeWithoutResult(status -> {
                    meet(version);
                    refuseNewlyParked(version);
                    versions.serve(view.consumer(), version.consumer().name());
                    tables.serve(version.schema(), patience);
                });
                narrator.say("swapped; " + view.consumer() + " waited for it for "
                        + Duration.ofNanos(System.nanoTime() - halted).toMillis() + " ms");
                return;
            } catch (TransientDataAccessException | UnexpectedRollbackException e) {
                if (System.nanoTime() - begun > SWAP_WITHIN.toNanos()) {
                    throw new IllegalStateException("could not swap within " + SWAP_WITHIN.toSeconds()
                            + " s, since somebody reads " + view.table() + " for long: the old version serves on", e);
                }
            }
            lockMillis = Math.min(LONGEST_LOCK_MILLIS, 2 * lockMillis);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void refuseNewlyParked(Version version) {
        List<ParkedEvent> parked = versions.parkedOnlyBy(version.consumer().name(), view.consumer(), SHOWN);
        if (!parked.isEmpty()) {
            throw new IllegalStateException("the old version serves on: the new one could not apply what it could: " + parked.stream()
                    .map(one -> one.type() + " at position " + one.position() + " of " + one.lane() + " (" + one.cause() + ")")
                    .collect(Collectors.joining("; ")));
        }
    }
}
