package com.steveslist.api.audit;

import com.steveslist.api.audit.RequestResource.Caused;
import com.steveslist.query.audit.PastEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What led to what among the events of one request. An event whose cause the viewer may not know of hangs on the nearest one before. */
final class Causes {

    private final List<PastEvent> events;
    private final Predicate<PastEvent> known;
    private final Map<String, PastEvent> byId = new HashMap<>();

    /**
     * @param events of one request, in their order, with those that led to them
     * @param known whether the viewer may know of it
     */
    Causes(List<PastEvent> events, Predicate<PastEvent> known) {
        this.events = events;
        this.known = known;
        events.forEach(event -> byId.put(event.envelope().eventId(), event));
    }

    /** What began it all, whoever may know of that; the event itself when nothing is known to have led to it. */
    PastEvent origin(PastEvent event) {
        PastEvent origin = event;
        for (PastEvent cause = direct(event); cause != null; cause = direct(cause)) {
            origin = cause;
        }
        return origin;
    }

    /** The nearest event that led to this one, of those that the viewer may know of; null for one that began by itself. */
    @Nullable
    PastEvent causeOf(PastEvent event) {
        PastEvent cause = direct(event);
        while (cause != null && !known.test(cause)) {
            cause = direct(cause);
        }
        return cause;
    }

    /** An event comes after its cause in the log, so this ends. */
    private @Nullable PastEvent direct(PastEvent event) {
        String causedBy = event.envelope().causedBy();
        PastEvent cause = causedBy == null ? null : byId.get(causedBy);
        return cause != null && cause.position() < event.position() ? cause : null;
    }

    /** From what directly led to an event back to what began it all. */
    List<PastEvent> chain(PastEvent event) {
        List<PastEvent> chain = new ArrayList<>();
        for (PastEvent cause = causeOf(event); cause != null; cause = causeOf(cause)) {
            chain.add(cause);
        }
        return chain;
    }

    List<Caused> tree(PastEvents shown) {
        List<Caused> roots = new ArrayList<>();
        Map<PastEvent, Caused> nodes = new LinkedHashMap<>();
        for (PastEvent event : events) {
            if (known.test(event)) {
                Caused node = new Caused(shown.show(event), new ArrayList<>());
                PastEvent cause = causeOf(event);
                Caused parent = cause == null ? null : nodes.get(cause);
                (parent == null ? roots : parent.caused()).add(node);
                nodes.put(event, node);
            }
        }
        return roots;
    }
}
