package com.steveslist.projections.story;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.log.LogPosition;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.refund.RefundId;
import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.infra.eventstore.EventRows;
import com.steveslist.infra.serialization.EventJson;
import com.steveslist.query.story.StoryLog;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads stories from the log's table, each by an index of its own: of streams, or of types. */
final class LogStories implements StoryLog {

    private static final String AT_MOST = " limit " + (MOST + 1);
    private static final String OF_STREAM = "eventstore.event e where e.stream = :stream order by e.version" + AT_MOST;

    /**
     * The server looks through a busy listing's payloads, so that a story does not have to take them all; it looks at types and positions
     * first, because those cost next to nothing.
     */
    private static final String NAMING = """
            eventstore.event e where e.stream = :stream and e.type = any (cast(:types as text[])) and e.position >= :from and exists (
                select from unnest(cast(:ids as text[])) as wanted (id) where position(convert_to(wanted.id, 'UTF8') in e.payload) > 0)
            order by e.version""" + AT_MOST;

    private static final String OF_ACCOUNT =
            "eventstore.event e where e.type = any (cast(:types as text[])) and :account = any (e.parties) order by e.position" + AT_MOST;

    private static final String REQUEST_OF = """
            eventstore.event e where e.type = 'refund.requested' and position(convert_to(:refund, 'UTF8') in e.payload) > 0
            order by e.position limit 1""";

    private final EventLog log;
    private final EventRows rows;
    private final EventJson json;

    LogStories(EventLog log, EventRows rows, EventJson json) {
        this.log = log;
        this.rows = rows;
        this.json = json;
    }

    @Override
    public LogPosition end() {
        return log.last();
    }

    @Override
    public List<RecordedEvent> stream(String stream) {
        return read(OF_STREAM, Map.of("stream", stream));
    }

    @Override
    public List<RecordedEvent> naming(String stream, Collection<String> types, Collection<String> ids, long from) {
        return read(NAMING, Map.of(
                "stream", stream, "types", types.toArray(String[]::new), "ids", ids.toArray(String[]::new), "from", from));
    }

    @Override
    public List<RecordedEvent> ofAccount(AccountId account, Collection<String> types) {
        return read(OF_ACCOUNT, Map.of("account", account.value(), "types", types.toArray(String[]::new)));
    }

    /** Refunds stand in their order's stream. */
    @Override
    public Optional<OrderId> orderOf(RefundId refund) {
        return read(REQUEST_OF, Map.of("refund", refund.value())).stream()
                .map(event -> new OrderId(event.envelope().stream()))
                .findFirst();
    }

    private List<RecordedEvent> read(String from, Map<String, ?> parameters) {
        return rows.select(from, parameters).stream()
                .map(stored -> new RecordedEvent(
                        stored.envelope(),
                        json.read(stored.envelope().type(), stored.envelope().typeVersion(), stored.payload())))
                .toList();
    }
}
