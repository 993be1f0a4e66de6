package com.steveslist.infra.consumer;

import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.infra.eventstore.EventLog;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.TransactionStatus;

/** Applies a consumer's events one by one, in its running transaction: what fails is parked, and what comes later in its lane behind it. */
final class Lanes {

    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

    private final LogConsumer consumer;
    private final EventLog log;
    private final ParkedEvents parking;

    Lanes(LogConsumer consumer, EventLog log, ParkedEvents parking) {
        this.consumer = consumer;
        this.log = log;
        this.parking = parking;
    }

    /** The events whose lane flows; those of a parked lane are parked behind what is there, since lanes do not depend on each other. */
    List<RecordedEvent> exceptParked(List<RecordedEvent> events) {
        Set<String> parked = parking.lanesAmong(consumer.name(), events.stream().map(this::lane).distinct().toList());
        List<RecordedEvent> flowing = new ArrayList<>();
        for (RecordedEvent event : events) {
            if (parked.contains(lane(event))) {
                parking.waits(consumer.name(), lane(event), event);
            } else {
                flowing.add(event);
            }
        }
        return flowing;
    }

    void apply(List<RecordedEvent> events, TransactionStatus status) {
        Set<String> failed = new HashSet<>();
        for (RecordedEvent event : events) {
            if (failed.contains(lane(event))) {
                parking.waits(consumer.name(), lane(event), event);
            } else if (!tried(event, status)) {
                failed.add(lane(event));
            }
        }
    }

    /** Tries what somebody asked for, in order; a lane that fails again stays parked behind its event. */
    void retry(int limit, TransactionStatus status) {
        Set<String> failed = new HashSet<>();
        for (long position : parking.toRetry(consumer.name(), limit)) {
            RecordedEvent event = log.read(position - 1, 1).getFirst();
            if (!failed.contains(lane(event))) {
                if (tried(event, status)) {
                    parking.applied(consumer.name(), position);
                } else {
                    failed.add(lane(event));
                }
            }
        }
    }

    /** Applies one event, or parks it. */
    private boolean tried(RecordedEvent event, TransactionStatus status) {
        String cause = causeOfFailure(event, status);
        if (cause != null) {
            parking.failed(consumer.name(), lane(event), event.position(), event.envelope().type(), cause);
            LOG.error("{} parked position {} ({}) of {}: {}",
                    consumer.name(), event.position(), event.envelope().type(), lane(event), cause);
        }
        return cause == null;
    }

    private @Nullable String causeOfFailure(RecordedEvent event, TransactionStatus status) {
        Object savepoint = status.createSavepoint();
        try {
            consumer.apply(List.of(event));
            status.releaseSavepoint(savepoint);
            return null;
        } catch (RuntimeException e) {
            if (Failures.isTransient(e)) {
                throw e;
            }
            status.rollbackToSavepoint(savepoint);
            return Failures.text(e);
        }
    }

    private String lane(RecordedEvent event) {
        return consumer.lane(event).orElseThrow();
    }
}
