package com.steveslist.api.audit;

import com.steveslist.query.audit.HistoryFilter;
import com.steveslist.query.audit.PastEvent;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.springframework.stereotype.Component;

/** Finds what led to events, whomever that concerns. What of it is shown to whom is for {@link Causes} to say. */
@Component
final class CauseSearch {

    /** How often it looks at most. */
    static final int LOOKS = 10;

    private final Histories histories;

    CauseSearch(Histories histories) {
        this.histories = histories;
    }

    /** @param effects of one request, at least one */
    Causes causesOf(List<PastEvent> effects, Viewer viewer) {
        String requestId = effects.getFirst().envelope().requestId();
        List<PastEvent> all = requestId == null
                ? effects
                : withCauses(effects, before -> histories.find(
                        HistoryFilter.ofRequest(requestId, null), 1, before - 1, true, Histories.OF_REQUEST));
        return new Causes(all, event -> viewer.mayKnowOf(event.envelope()));
    }

    /**
     * Events together with what led to them, in their order. Causes are looked for close before their effects, not from the request's first
     * event on: its id is a client's own word, and others may have used the same very often.
     *
     * @param earlier the {@value Histories#OF_REQUEST} events of the request that are nearest before a position, the nearest first; fewer
     *     when there are no more
     */
    static List<PastEvent> withCauses(List<PastEvent> effects, LongFunction<List<PastEvent>> earlier) {
        Map<Long, PastEvent> found = new TreeMap<>();
        Map<String, Long> wanted = new HashMap<>();
        for (PastEvent effect : effects) {
            found.put(effect.position(), effect);
            want(effect, wanted);
        }
        effects.forEach(effect -> wanted.remove(effect.envelope().eventId()));
        long before = Long.MAX_VALUE;
        for (int look = 0; look < LOOKS && !wanted.isEmpty(); look++) {
            before = Math.min(before, Collections.max(wanted.values()));
            List<PastEvent> page = earlier.apply(before);
            for (PastEvent event : page) {
                if (wanted.remove(event.envelope().eventId()) != null) {
                    found.put(event.position(), event);
                    want(event, wanted);
                }
            }
            if (page.size() < Histories.OF_REQUEST) {
                break;
            }
            before = page.getLast().position();
        }
        return List.copyOf(found.values());
    }

    /** Notes what is to be found, by its id, and before which position at the latest. */
    private static void want(PastEvent effect, Map<String, Long> wanted) {
        String cause = effect.envelope().causedBy();
        if (cause != null) {
            wanted.merge(cause, effect.position(), Math::max);
        }
    }
}
