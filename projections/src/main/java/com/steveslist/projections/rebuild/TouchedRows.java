package com.steveslist.projections.rebuild;

import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.infra.consumer.LogConsumer;
import com.steveslist.projections.view.ViewDefinition;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A view's projector that also notes which rows it was about. */
record TouchedRows(ViewDefinition<?> view, LogConsumer projector, Set<String> touched) implements LogConsumer {

    @Override
    public String name() {
        return projector.name();
    }

    @Override
    public Optional<String> lane(RecordedEvent event) {
        return projector.lane(event);
    }

    @Override
    public void apply(List<RecordedEvent> events) {
        events.forEach(event -> touched.add(Objects.requireNonNull(view.rowOf(event))));
        projector.apply(events);
    }
}
