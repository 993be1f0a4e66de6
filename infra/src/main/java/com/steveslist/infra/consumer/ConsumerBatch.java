package com.steveslist.infra.consumer;

import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.log.LogPosition;
import com.steveslist.infra.eventstore.EventLog;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/** One consumer's next step through the log, as one transaction. See the package's description. */
final class ConsumerBatch {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerBatch.class);
    private static final int SIZE = 500;
    private static final Outcome NOT_OURS = new Outcome(Long.MAX_VALUE - 1, false);

    private final LogConsumer consumer;
    private final EventLog log;
    private final ConsumerTables tables;
    private final TransactionTemplate transaction;

    ConsumerBatch(LogConsumer consumer, EventLog log, ConsumerTables tables, TransactionTemplate transaction) {
        this.consumer = consumer;
        this.log = log;
        this.tables = tables;
        this.transaction = transaction;
    }

    /** @param more whether the log goes on right behind {@code position} */
    record Outcome(long position, boolean more) {}

    String consumer() {
        return consumer.name();
    }

    Outcome run() {
        try {
            return step(false);
        } catch (TransactionException e) {
            throw e;
        } catch (RuntimeException e) {
            if (isTransient(e)) {
                throw e;
            }
            return step(true);
        }
    }

    private Outcome step(boolean oneByOne) {
        Outcome outcome = transaction.execute(status -> {
            LogPosition from = tables.claim(consumer.name()).orElse(null);
            if (from == null) {
                return NOT_OURS;
            }
            log.checkNotAhead(from);
            List<RecordedEvent> events = log.read(from.position(), SIZE);
            if (events.isEmpty()) {
                return new Outcome(from.position(), false);
            }
            apply(events, oneByOne, status);
            LogPosition to = events.getLast().envelope().at();
            tables.advance(consumer.name(), to);
            return new Outcome(to.position(), events.size() == SIZE);
        });
        return outcome == null ? NOT_OURS : outcome;
    }

    private void apply(List<RecordedEvent> events, boolean oneByOne, TransactionStatus status) {
        List<RecordedEvent> ours = events.stream().filter(event -> consumer.lane(event).isPresent()).toList();
        Set<String> parked = new HashSet<>(tables.parkedLanes(consumer.name()));
        if (!oneByOne && parked.isEmpty()) {
            if (!ours.isEmpty()) {
                consumer.apply(ours);
            }
            return;
        }
        for (RecordedEvent event : ours) {
            String lane = consumer.lane(event).orElseThrow();
            String cause = parked.contains(lane) ? "waits behind an event of the same lane" : tried(event, status);
            if (cause != null) {
                parked.add(lane);
                tables.park(consumer.name(), lane, event.position(), event.envelope().type(), cause);
                LOG.error("{} parked position {} ({}) of {}: {}",
                        consumer.name(), event.position(), event.envelope().type(), lane, cause);
            }
        }
    }

    /** Null when it was applied, else why not. */
    private @Nullable String tried(RecordedEvent event, TransactionStatus status) {
        Object savepoint = status.createSavepoint();
        try {
            consumer.apply(List.of(event));
            status.releaseSavepoint(savepoint);
            return null;
        } catch (RuntimeException e) {
            if (isTransient(e)) {
                throw e;
            }
            status.rollbackToSavepoint(savepoint);
            return e.getClass().getName().replaceFirst(".*\\.", "") + ": " + e.getMessage();
        }
    }

    /** Applies what is parked in a lane, in order, until one fails again. @return how many were applied */
    int retry(String lane) {
        Integer applied = transaction.execute(status -> {
            tables.claimWaiting(consumer.name());
            int count = 0;
            for (long position : tables.parkedPositions(consumer.name(), lane)) {
                RecordedEvent event = log.read(position - 1, 1).getFirst();
                String cause = tried(event, status);
                if (cause != null) {
                    tables.park(consumer.name(), lane, position, event.envelope().type(), cause);
                    break;
                }
                tables.unpark(consumer.name(), position);
                count++;
            }
            return count;
        });
        return applied == null ? 0 : applied;
    }

    /** The database's own trouble says nothing about the event. */
    private static boolean isTransient(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String state = sql.getSQLState();
                return state == null || state.startsWith("08") || state.startsWith("40") || state.startsWith("53")
                        || state.startsWith("57") || state.startsWith("55");
            }
        }
        return thrown instanceof DataAccessException
                && (!(thrown instanceof NonTransientDataAccessException) || thrown instanceof NonTransientDataAccessResourceException);
    }
}
