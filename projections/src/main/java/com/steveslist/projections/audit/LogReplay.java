package com.steveslist.projections.audit;

import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.infra.eventstore.EventRows;
import com.steveslist.infra.serialization.EventJson;
import com.steveslist.infra.serialization.StoredEvent;
import com.steveslist.projections.view.ViewDefinition;
import com.steveslist.query.audit.PastEvent;
import com.steveslist.query.audit.StreamReplay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Replays a stream through the functions that make the views, so what is shown is what the views showed. */
final class LogReplay implements StreamReplay {

    private static final int PAGE = 1_000;
    private static final String OF_STREAM =
            "eventstore.event e where e.stream = :stream and e.version >= :version and e.position <= :to order by e.version limit " + PAGE;

    private final EventRows rows;
    private final EventJson json;

    LogReplay(EventRows rows, EventJson json) {
        this.rows = rows;
        this.json = json;
    }

    /** A thing of a view. */
    private record Thing(ViewDefinition<?> view, String id) {}

    @Override
    public boolean replay(String stream, long upTo, Visitor visitor) {
        Map<Thing, Object> things = new HashMap<>();
        long version = 0;
        List<StoredEvent> page;
        do {
            page = rows.select(OF_STREAM, Map.of("stream", stream, "version", version, "to", upTo));
            for (StoredEvent event : page) {
                if (!visitor.visit(new Step(new PastEvent(event.envelope(), event.payload()), work(event, things)))) {
                    return true;
                }
            }
            version += page.size();
        } while (page.size() == PAGE);
        return version > 0;
    }

    private List<Change> work(StoredEvent stored, Map<Thing, Object> things) {
        RecordedEvent event = new RecordedEvent(
                stored.envelope(), json.read(stored.envelope().type(), stored.envelope().typeVersion(), stored.payload()));
        List<Change> changes = new ArrayList<>();
        for (ViewDefinition<?> view : ViewDefinition.all()) {
            String id = view.rowOf(event);
            if (id != null) {
                Thing thing = new Thing(view, id);
                Object before = things.get(thing);
                Object after = view.after(before, event);
                things.put(thing, after);
                changes.add(new Change(id, before, after));
            }
        }
        return changes;
    }
}
