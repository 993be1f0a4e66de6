package com.steveslist.infra.eventstore;

import com.steveslist.command.dispatch.EventPositions;
import com.steveslist.events.log.LogPosition;
import java.util.NoSuchElementException;
import java.util.Optional;
import javax.sql.DataSource;

/** Where streams end and events stand, by the index over stream and version. */
final class EventPositionsTable implements EventPositions {

    private final StoredEvents events;

    EventPositionsTable(DataSource dataSource) {
        this.events = new StoredEvents(dataSource);
    }

    @Override
    public Optional<StreamEnd> endOf(String stream) {
        return events.endOf(stream);
    }

    @Override
    public LogPosition last() {
        return events.last();
    }

    @Override
    public LogPosition of(String stream, long version) {
        return events.positionOf(stream, version)
                .orElseThrow(() -> new NoSuchElementException(stream + " has no version " + version));
    }
}
