package com.steveslist.infra.consumer;

import com.steveslist.events.log.LogPosition;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where consumers that keep their state elsewhere than in PostgreSQL say how far they are, and what they could not apply. */
public final class ConsumerLedger {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerLedger.class);

    private final ConsumerTables tables;
    private final ParkedEvents parking;

    public ConsumerLedger(DataSource dataSource) {
        this.tables = new ConsumerTables(dataSource);
        this.parking = new ParkedEvents(dataSource);
    }

    /** To be called after the consumer's own durable step. Nodes may call it in any order: progress never goes back within an epoch. */
    public void applied(String consumer, LogPosition at) {
        tables.reached(consumer, at, null);
    }

    /** As {@link #applied(String, LogPosition)}, about one copy of the read model; not heard unless that is the one that serves. */
    public void applied(String consumer, LogPosition at, @Nullable String copy) {
        tables.reached(consumer, at, copy);
    }

    /** Lanes with an event that could not be applied; what follows in them is to be parked too. */
    public Set<String> parkedLanes(String consumer) {
        return parking.lanes(consumer);
    }

    /**
     * Says why a consumer cannot go on now, or with null that it can, where {@code ./steveslist consumers} and the metrics show it. Does
     * not throw: it may be the database that is away.
     */
    public void failing(String consumer, @Nullable Exception cause) {
        try {
            if (cause != null) {
                tables.register(consumer); // It may fail before it was ever anywhere.
            }
            tables.failing(consumer, cause == null ? null : Failures.text(cause));
        } catch (RuntimeException e) {
            LOG.debug("could not be kept", e);
        }
    }

    /** Parks what came from elsewhere and is no event of the log. @param standIn for the position that it has not; negative */
    public void parkUnreadable(String consumer, String lane, long standIn, String cause) {
        parking.failed(consumer, lane, standIn, "unreadable", cause);
    }

    public void park(String consumer, String lane, LogPosition at, String type, String cause) {
        parking.failed(consumer, lane, at.position(), type, cause);
    }
}
