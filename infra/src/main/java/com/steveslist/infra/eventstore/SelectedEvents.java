package com.steveslist.infra.eventstore;

import com.steveslist.events.envelope.EventEnvelope;
import com.steveslist.infra.serialization.StoredEvent;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Reads what one reader wants out of the log, with statements that look at a bounded stretch of it. */
final class SelectedEvents {

    private static final String WANTED =
            "(e.type = any (:commonTypes) or e.type = any (:types) and :account = any (e.parties))";

    /**
     * No index finds the events of an account, because each append would pay for it: one by owner and one by second party cost the call of
     * append() half as much again. So the server looks at every event of the stretch, which costs it some 20 ms for all of it.
     */
    private static final String OF_ALL_STREAMS = """
            select %s from event e
            where e.position > :after and e.position <= :last and %s
            order by e.position limit :limit
            """.formatted(StoredEvents.COLUMNS, WANTED);

    /** A reader that comes for the next page was at one of the stream's events, and that one's version says where to go on. */
    private static final String OF_ONE_STREAM = """
            select %s from event e
            where e.stream = :stream
              and e.version > coalesce((select seen.version from event seen where seen.position = :after and seen.stream = :stream), -1)
              and e.position > :after and e.position <= :last and %s
            order by e.version limit :limit
            """.formatted(StoredEvents.COLUMNS, WANTED);

    private static final String TYPES_BEFORE = """
            select asked.position, before.type from unnest(:positions, :streams, :versions) as asked (position, stream, version)
            cross join lateral (
                select e.type from event e
                where e.stream = asked.stream and e.version < asked.version and e.type = any (:types)
                order by e.version desc limit 1) before
            """;

    private final NamedParameterJdbcTemplate jdbc;

    SelectedEvents(DataSource dataSource) {
        this.jdbc = new NamedParameterJdbcTemplate(dataSource);
    }

    /** Those after a position up to another one. */
    List<StoredEvent> between(long after, long last, int limit, EventSelection selection) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("after", after);
        parameters.put("last", last);
        parameters.put("limit", limit);
        parameters.put("account", selection.account());
        parameters.put("types", texts(selection.types()));
        parameters.put("commonTypes", texts(selection.commonTypes()));
        parameters.put("stream", selection.stream());
        return jdbc.query(
                selection.stream() == null ? OF_ALL_STREAMS : OF_ONE_STREAM, parameters, (row, n) -> StoredEvents.event(row));
    }

    /** By position of each event, the type of the last one before it in its stream that is of one of these types. */
    Map<Long, String> typesBefore(Collection<EventEnvelope> events, Set<String> types) {
        Map<Long, String> before = new HashMap<>();
        Map<String, Object> parameters = Map.of(
                "positions", events.stream().mapToLong(EventEnvelope::position).toArray(),
                "streams", events.stream().map(EventEnvelope::stream).toArray(String[]::new),
                "versions", events.stream().mapToLong(EventEnvelope::version).toArray(),
                "types", texts(types));
        jdbc.query(TYPES_BEFORE, parameters, row -> {
            before.put(row.getLong(1), row.getString(2));
        });
        return before;
    }

    private static String[] texts(Collection<String> texts) {
        return texts.toArray(String[]::new);
    }
}
