package com.steveslist.infra.consumer;

import static java.util.Objects.requireNonNull;

import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.log.LogPosition;
import com.steveslist.infra.consumer.ConsumerTables.Place;
import com.steveslist.infra.consumer.LogConsumer.Change;
import com.steveslist.infra.eventstore.EventLog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/** One consumer's next step through the log, as one transaction. See the package's description. */
final class ConsumerBatch {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerBatch.class);
    /** Events of a batch where nothing else asks for more or fewer. */
    static final int SIZE = 500;
    private static final Outcome NOT_OURS = new Outcome(Long.MAX_VALUE - 1, false, false);

    private final LogConsumer consumer;
    private final Source source;
    private final int size;
    private final ConsumerTables tables;
    private final Lanes lanes;
    private final TransactionTemplate transaction;
    /** Where this node's last step left the consumer; null when it does not know. Only a guess: the step that begins there checks it. */
    private @Nullable Place left;

    ConsumerBatch(
            LogConsumer consumer,
            Source source,
            int size,
            EventLog log,
            ConsumerTables tables,
            ParkedEvents parking,
            TransactionTemplate transaction) {
        this.consumer = consumer;
        this.source = source;
        this.size = size;
        this.tables = tables;
        this.lanes = new Lanes(consumer, log, parking);
        this.transaction = transaction;
    }

    /** Where the events behind a place come from. */
    interface Source {

        /** In order, at most {@code limit}; none when there is nothing more. */
        List<RecordedEvent> after(LogPosition place, int logEpoch, int limit);
    }

    /**
     * @param more whether the log goes on right behind {@code position}
     * @param passed whether there were events, and none of them was this consumer's
     */
    record Outcome(long position, boolean more, boolean passed) {}

    /** The events did not go in together; says nothing about which of them is to blame. */
    private static final class NotTogether extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotTogether(RuntimeException cause) {
            super(cause);
        }
    }

    String consumer() {
        return consumer.name();
    }

    Duration pace() {
        return consumer.pace();
    }

    Outcome run() {
        try {
            Outcome outcome = onFromWhereItWasLeft();
            return outcome == null ? step(false) : outcome;
        } catch (NotTogether e) {
            return step(true);
        }
    }

    /** For who is in a transaction already, which a batch that fails as a whole would end. */
    Outcome runOneByOne() {
        return step(true);
    }

    /**
     * The usual step: the place is where this node left it, so events are read before the transaction begins, and claiming and advancing
     * are one statement. Events that are none of this consumer's need that statement alone. Null when it does not hold, or when there is
     * nothing new: then a step that claims the place first says why.
     */
    private @Nullable Outcome onFromWhereItWasLeft() {
        Place from = left;
        left = null;
        if (from == null) {
            return null;
        }
        List<RecordedEvent> events = source.after(from.at(), from.logEpoch(), size);
        if (events.isEmpty()) {
            return null;
        }
        LogPosition to = events.getLast().envelope().at();
        List<RecordedEvent> ours = ours(events);
        Change change = ours.isEmpty() ? Change.NOTHING : change(ours, from);
        left = (change == null ? moveAndApply(from, to, ours) : moveAndChange(from, to, change)).orElse(null);
        return left == null ? null : new Outcome(to.position(), events.size() == size, ours.isEmpty());
    }

    /** Null when it takes more than one statement, or when what the consumer saw may not be what it has to go by. */
    private @Nullable Change change(List<RecordedEvent> events, Place from) {
        if (from.parked()) {
            return null;
        }
        try {
            return consumer.change(events).orElse(null);
        } catch (RuntimeException e) {
            LOG.debug("{} will see under its claim", consumer.name(), e);
            return null;
        }
    }

    private Optional<Place> moveAndChange(Place from, LogPosition to, Change change) {
        return together(() -> tables.move(consumer.name(), from, to, change));
    }

    private Optional<Place> moveAndApply(Place from, LogPosition to, List<RecordedEvent> events) {
        return requireNonNull(transaction.execute(status -> {
            Optional<Place> moved = tables.move(consumer.name(), from, to, Change.NOTHING);
            moved.ifPresent(place -> apply(place.parked() ? lanes.exceptParked(events) : events, false, status));
            return moved;
        }));
    }

    private List<RecordedEvent> ours(List<RecordedEvent> events) {
        return events.stream().filter(event -> consumer.lane(event).isPresent()).toList();
    }

    private Outcome step(boolean oneByOne) {
        return requireNonNull(transaction.execute(status -> {
            Place place = tables.claim(consumer.name()).orElse(null);
            if (place == null) {
                return NOT_OURS;
            }
            if (place.retryAsked()) {
                lanes.retry(size, status);
                // Who saw what was there before must not go on from it.
                place = tables.advance(consumer.name(), place, place.at());
            }
            List<RecordedEvent> events = source.after(place.at(), place.logEpoch(), size);
            if (events.isEmpty()) {
                left = place;
                return new Outcome(place.at().position(), false, false);
            }
            List<RecordedEvent> ours = ours(events);
            if (!ours.isEmpty()) {
                apply(place.parked() ? lanes.exceptParked(ours) : ours, oneByOne, status);
            }
            LogPosition to = events.getLast().envelope().at();
            left = tables.advance(consumer.name(), place, to);
            return new Outcome(to.position(), events.size() == size, ours.isEmpty());
        }));
    }

    private void apply(List<RecordedEvent> events, boolean oneByOne, TransactionStatus status) {
        if (events.isEmpty()) {
            return;
        }
        if (oneByOne) {
            lanes.apply(events, status);
            return;
        }
        together(() -> {
            consumer.apply(events);
            return events;
        });
    }

    private static <T> T together(Supplier<T> events) {
        try {
            return events.get();
        } catch (RuntimeException e) {
            throw Failures.isTransient(e) ? e : new NotTogether(e);
        }
    }
}
