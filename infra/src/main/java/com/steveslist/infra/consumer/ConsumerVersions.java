package com.steveslist.infra.consumer;

import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.log.LogPosition;
import com.steveslist.infra.consumer.ParkedEvents.ParkedEvent;
import com.steveslist.infra.eventstore.EventLog;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Versions of a consumer beside the one that serves: the next one, which is being built, and the previous one, which is kept. A version
 * is a consumer that no node runs. Its place in the log and what it parked are kept as every consumer's are, under a name of its own, so
 * that it can take the other's place in one transaction.
 */
public final class ConsumerVersions {

    private static final int BATCH = 5_000;
    private static final int TRANSACTION_SECONDS = 60;

    private final EventLog log;
    private final JdbcClient sql;
    private final ConsumerTables tables;
    private final ParkedEvents parking;
    private final TransactionTemplate transaction;

    /** @param transactions those of {@code dataSource} */
    public ConsumerVersions(EventLog log, DataSource dataSource, PlatformTransactionManager transactions) {
        this.log = log;
        this.sql = JdbcClient.create(dataSource);
        this.tables = new ConsumerTables(dataSource);
        this.parking = new ParkedEvents(dataSource);
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setTimeout(TRANSACTION_SECONDS);
    }

    public static String next(String consumer) {
        return consumer + "@next";
    }

    public static String previous(String consumer) {
        return consumer + "@previous";
    }

    /** The place of a consumer or a version; empty when there is none of this name. */
    public Optional<LogPosition> at(String name) {
        return place(name, "");
    }

    /**
     * The place of the one that serves, which stands still until the running transaction ends: its node waits between two batches.
     *
     * @throws IllegalStateException when there is no such consumer
     */
    public LogPosition halt(String consumer) {
        return place(consumer, " for update").orElseThrow(() -> new IllegalStateException("nothing is known of " + consumer));
    }

    private Optional<LogPosition> place(String name, String lock) {
        return sql.sql("select epoch, position from consumer.progress where consumer = ?" + lock)
                .param(name)
                .query((row, n) -> new LogPosition(row.getInt(1), row.getLong(2)))
                .optional();
    }

    /** Puts a version before the first event, with nothing parked. */
    public void begin(String version) {
        forget(version);
        tables.register(version);
    }

    /** Applies the events that come next, at most some thousands and none behind {@code end}, in a transaction of their own. */
    public void step(LogConsumer version, LogPosition end) {
        batch(version, end).run();
    }

    /** As {@link #step}, for few events, in the running transaction. */
    public void stepWithin(LogConsumer version, LogPosition end) {
        batch(version, end).runOneByOne();
    }

    private ConsumerBatch batch(LogConsumer version, LogPosition end) {
        return new ConsumerBatch(version, (place, logEpoch, limit) -> until(end, place, logEpoch, limit), BATCH, log, tables, parking,
                transaction);
    }

    private List<RecordedEvent> until(LogPosition end, LogPosition place, int logEpoch, int limit) {
        if (place.epoch() != logEpoch) {
            log.checkNotAhead(place);
        }
        long left = end.position() - place.position();
        return left <= 0 ? List.of() : log.read(place.position(), (int) Math.min(limit, left));
    }

    /** What a version could not apply although the consumer that serves could, in order, at most {@code limit}. */
    public List<ParkedEvent> parkedOnlyBy(String version, String consumer, int limit) {
        return parking.list(version, Integer.MAX_VALUE).stream()
                .filter(event -> event.attempts() > 0)
                .filter(event -> !parking.lanesAmong(consumer, List.of(event.lane())).contains(event.lane()))
                .limit(limit)
                .toList();
    }

    /**
     * What somebody gave up in the consumer that serves, and what fails in the version too, is given up there for the same reason; what is
     * parked behind it is tried.
     */
    public void giveUpAsBefore(String consumer, LogConsumer version) {
        List<Decision> decided = decided(consumer, version.name());
        while (!decided.isEmpty()) {
            decided.forEach(one -> parking.discardFirst(version.name(), one.lane(), one.reason()));
            while (!parking.toRetry(version.name(), 1).isEmpty()) {
                step(version, LogPosition.START);
            }
            decided = decided(consumer, version.name());
        }
    }

    private record Decision(String lane, String reason) {}

    private List<Decision> decided(String consumer, String version) {
        return sql.sql("""
                select parked.lane, gone.reason
                from (select distinct on (lane) lane, position from consumer.parked_event
                      where consumer = :version order by lane, position) parked
                join consumer.discarded_event gone on gone.consumer = :consumer and gone.position = parked.position
                """)
                .param("version", version)
                .param("consumer", consumer)
                .query((row, n) -> new Decision(row.getString(1), row.getString(2)))
                .list();
    }

    /** The serving one becomes {@code previous}, and {@code version} serves from where it is. To be called in a transaction. */
    public void serve(String consumer, String version) {
        String aside = consumer + "@aside";
        rename(consumer, aside);
        rename(version, consumer);
        forget(previous(consumer));
        rename(aside, previous(consumer));
    }

    private void rename(String from, String to) {
        for (String table : List.of("progress", "parked_event", "discarded_event")) {
            sql.sql("update consumer." + table + " set consumer = ? where consumer = ?").params(to, from).update();
        }
    }

    public void forget(String version) {
        for (String table : List.of("progress", "parked_event", "discarded_event")) {
            sql.sql("delete from consumer." + table + " where consumer = ?").param(version).update();
        }
    }
}
