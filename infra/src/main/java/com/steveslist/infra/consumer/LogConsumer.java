package com.steveslist.infra.consumer;

import com.steveslist.events.envelope.RecordedEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Something that follows the log inside database transactions. It touches nothing but what its transaction touches. */
public interface LogConsumer {

    /** A stable dotted name: {@code view.order}. */
    String name();

    /**
     * What must stay in order with this event: its stream, or the instance of a process. Empty when the event is none of the consumer's
     * business.
     */
    Optional<String> lane(RecordedEvent event);

    /**
     * How long after the beginning of a batch the next one begins at the soonest, while this is up to date: for what nobody looks at within
     * milliseconds, and what costs less in larger batches.
     */
    default Duration pace() {
        return Duration.ZERO;
    }

    /** Applies events that have a lane, in order, in the running transaction. Throwing undoes all of them. */
    void apply(List<RecordedEvent> events);

    /**
     * What {@link #apply} would change, for a consumer that can say it in one statement: that statement then moves the place too, and no
     * transaction is held open from one answer of the database to the next. Called outside of transactions; what it reads is as the events
     * before left it, or else nothing is changed and {@code apply} decides. So is it when this throws.
     */
    default Optional<Change> change(List<RecordedEvent> events) {
        return Optional.empty();
    }

    /**
     * @param statements inserts, updates and deletes that change nothing unless {@code exists (select from moved)}; they are run as parts of
     *     one statement, and none sees what another one changes
     * @param parameters the named ones of all of them
     */
    record Change(List<String> statements, Map<String, ?> parameters) {

        static final Change NOTHING = new Change(List.of(), Map.of());

        /** Of one statement. */
        public Change(String sql, Map<String, ?> parameters) {
            this(List.of(sql), parameters);
        }
    }
}
