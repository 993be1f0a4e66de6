package com.steveslist.projections.view;

import com.steveslist.events.DomainEvent;
import com.steveslist.events.envelope.EventEnvelope;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.log.LogPosition;
import com.steveslist.infra.consumer.LogConsumer;
import com.steveslist.query.store.RowChanges;
import com.steveslist.query.store.RowChanges.Passed;
import com.steveslist.query.store.RowChanges.Superseded;
import com.steveslist.query.store.ViewTable;
import com.steveslist.query.store.ViewTable.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one view up to date, and its history. Idempotent: a row that has seen an event's position is not touched by it again. An event
 * whose row should be there and is not fails; nothing is skipped.
 *
 * @param <V> the view
 */
final class ViewProjector<V> implements LogConsumer {

    private final String name;
    private final ViewTable<V> table;
    private final Projection<V> projection;

    ViewProjector(String name, ViewTable<V> table, Projection<V> projection) {
        this.name = name;
        this.table = table;
        this.projection = projection;
    }

    /** What a noun adds: which row an event is about, and what it makes of the row. Both are pure. */
    interface Projection<V> {

        /** Null when the event does not concern this view. */
        @Nullable
        String rowOf(DomainEvent event);

        /** @param before null when there is no row yet */
        V apply(@Nullable V before, RecordedEvent event);

        /** Whether every list, by whatever it filters and sorts but when things last changed, has both in the same place. */
        default boolean isListedAlike(V before, V after) {
            return true;
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> lane(RecordedEvent event) {
        return projection.rowOf(event.event()) == null ? Optional.empty() : Optional.of(event.envelope().stream());
    }

    @Override
    public void apply(List<RecordedEvent> events) {
        table.save(name, changes(events));
    }

    @Override
    public Optional<Change> change(List<RecordedEvent> events) {
        return Optional.of(table.saving(name, changes(events), "exists (select from moved)", Change::new));
    }

    private RowChanges<V> changes(List<RecordedEvent> events) {
        Map<String, Row<V>> known = new HashMap<>(load(events));
        Map<String, Row<V>> changed = new LinkedHashMap<>();
        List<Superseded> superseded = new ArrayList<>();
        List<Passed<V>> passed = new ArrayList<>();
        long aheadMillis = 0;
        for (RecordedEvent event : events) {
            String id = rowOf(event);
            LogPosition at = event.envelope().at();
            Row<V> row = known.get(id);
            if (row == null || !row.at().covers(at)) {
                V next = projection.apply(row == null ? null : row.view(), event);
                long since = at.position();
                if (row != null) {
                    boolean alike = projection.isListedAlike(row.view(), next);
                    since = alike ? row.since() : since;
                    if (changed.containsKey(id)) {
                        passed.add(new Passed<>(row, at.position(), !alike));
                    } else {
                        superseded.add(new Superseded(id, row.at(), at.position(), !alike));
                    }
                }
                Row<V> nextRow = new Row<>(id, next, at, since);
                known.put(id, nextRow);
                changed.put(id, nextRow);
            }
            aheadMillis = Math.max(aheadMillis, ahead(event.envelope()));
        }
        return new RowChanges<>(changed.values(), superseded, passed, aheadMillis);
    }

    private static long ahead(EventEnvelope envelope) {
        return envelope.occurredAt().toEpochMilli() - envelope.recordedAt().toEpochMilli();
    }

    /**
     * The rows that are there. Of one that begins here there is none yet, or, when the place was put back, one that is further: nothing is
     * written over that, so it need not be looked for.
     */
    private Map<String, Row<V>> load(List<RecordedEvent> events) {
        Map<String, RecordedEvent> first = new LinkedHashMap<>();
        events.forEach(event -> first.putIfAbsent(rowOf(event), event));
        first.entrySet().removeIf(row -> begins(row.getKey(), row.getValue().envelope()));
        return first.isEmpty() ? Map.of() : table.load(first.keySet());
    }

    private static boolean begins(String row, EventEnvelope event) {
        return event.version() == 0 && event.stream().equals(row);
    }

    private String rowOf(RecordedEvent event) {
        return Objects.requireNonNull(projection.rowOf(event.event()));
    }

    /** The row that must be there. */
    static <V> V existing(@Nullable V before, RecordedEvent event) {
        if (before == null) {
            throw new IllegalStateException("no row for " + event.envelope().type() + " of " + event.envelope().stream()
                    + ": the event that begins it was not applied");
        }
        return before;
    }
}
