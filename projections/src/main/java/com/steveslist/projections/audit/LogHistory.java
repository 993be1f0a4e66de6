package com.steveslist.projections.audit;

import com.steveslist.events.log.LogPosition;
import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.infra.eventstore.EventRows;
import com.steveslist.query.audit.EventHistory;
import com.steveslist.query.audit.HistoryFilter;
import com.steveslist.query.audit.PastEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Searches the log by what finds the fewest events for a filter; what else the filter says is asked of the events themselves. */
final class LogHistory implements EventHistory {

    private final EventLog log;
    private final EventRows rows;

    LogHistory(EventLog log, EventRows rows) {
        this.log = log;
        this.rows = rows;
    }

    @Override
    public LogPosition end() {
        return log.last();
    }

    @Override
    public LogPosition lastEvent() {
        return rows.select("eventstore.event e order by e.position desc limit 1", Map.of()).stream()
                .map(event -> event.envelope().at())
                .findFirst()
                .orElse(LogPosition.START);
    }

    @Override
    public LogPosition placeAt(Instant moment) {
        return log.positionAt(moment);
    }

    @Override
    public List<PastEvent> page(HistoryFilter filter, long from, long to, boolean newestFirst, int limit) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit is from 1 to " + MOST);
        }
        Map<String, Object> parameters = new HashMap<>(Map.of("from", from, "to", to, "limit", limit));
        String statement = statement(filter, newestFirst ? " desc" : "", parameters);
        return rows.select(statement, parameters).stream().map(event -> new PastEvent(event.envelope(), event.payload())).toList();
    }

    private static String statement(HistoryFilter filter, String direction, Map<String, Object> parameters) {
        String conditions = conditions(filter, parameters);
        List<String> ids = mentioned(filter);
        if (!ids.isEmpty()) {
            return "audit.mention m join eventstore.event e on e.position = m.position"
                    + " where m.key = :key0 and m.position between :from and :to" + mentionedToo(ids, parameters) + conditions
                    + " order by m.position" + direction + " limit :limit";
        }
        if (filter.stream() != null) {
            return "eventstore.event e where e.position between :from and :to" + conditions + " order by e.version" + direction
                    + " limit :limit";
        }
        if (!filter.types().isEmpty()) {
            // Of each type the index has as many places as are wanted; only those that come first of all are read.
            return "(select one.position from unnest(cast(:types as text[])) as wanted (type) cross join lateral (select position"
                    + " from eventstore.event where type = wanted.type and position between :from and :to order by position" + direction
                    + " limit :limit) one order by one.position" + direction + " limit :limit) found"
                    + " join eventstore.event e on e.position = found.position order by e.position" + direction;
        }
        return "eventstore.event e where e.position between :from and :to order by e.position" + direction + " limit :limit";
    }

    /**
     * The ids by which the filter's events are found, that of the fewest events first: of an account that searches what is about another one
     * its own, for the other may be known to everybody. None when the log's own indexes do it.
     */
    private static List<String> mentioned(HistoryFilter filter) {
        boolean ofStream = filter.stream() != null && filter.requestId() == null && filter.correlationId() == null;
        String viewer = filter.viewer() == null ? null : filter.viewer().value();
        return ofStream
                ? List.of()
                : Stream.of(filter.requestId(), filter.correlationId(), viewer, filter.about()).filter(Objects::nonNull).distinct()
                        .toList();
    }

    /**
     * That an event mentions the other ids, too, which the index knows before the event is read. With {@code offset 0} they are looked up one
     * by one: PostgreSQL cannot know which of two ids has fewer events, and would otherwise begin with either.
     */
    private static String mentionedToo(List<String> ids, Map<String, Object> parameters) {
        StringBuilder others = new StringBuilder();
        for (int i = 0; i < ids.size(); i++) {
            parameters.put("key" + i, Mentions.key(ids.get(i)));
            if (i > 0) {
                others.append(" and exists (select from audit.mention o where o.key = :key" + i + " and o.position = m.position offset 0)");
            }
        }
        return others.toString();
    }

    private static String conditions(HistoryFilter filter, Map<String, Object> parameters) {
        List<String> conditions = new ArrayList<>();
        if (filter.requestId() != null) {
            conditions.add("e.request_id = :request");
            parameters.put("request", filter.requestId());
        }
        if (filter.correlationId() != null) {
            conditions.add("e.correlation_id = :correlation");
            parameters.put("correlation", filter.correlationId());
        }
        if (filter.stream() != null) {
            conditions.add("e.stream = :stream");
            parameters.put("stream", filter.stream());
        }
        if (filter.about() != null) {
            conditions.add("(:about = any (e.parties) or e.actor_id = :about)");
            parameters.put("about", filter.about());
        }
        if (filter.viewer() != null) {
            conditions.add(":viewer = any (e.parties)");
            parameters.put("viewer", filter.viewer().value());
        }
        if (!filter.types().isEmpty()) {
            conditions.add("e.type = any (cast(:types as text[]))");
            parameters.put("types", filter.types().toArray(String[]::new));
        }
        return conditions.isEmpty() ? "" : " and " + String.join(" and ", conditions);
    }
}
