package com.steveslist.infra.whatif;

import com.steveslist.events.checkout.CheckoutEvent;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.order.OrderEvent;
import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.infra.eventstore.EventRows;
import com.steveslist.infra.serialization.EventJson;
import com.steveslist.infra.serialization.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The orders that were placed in a stretch of the log, each with all of its events, a page of orders at a time. */
final class PlacedOrders {

    private static final int PAGE = 500;
    private static final String PLACED = "order.placed";
    private static final String WHOLE =
            "eventstore.event e where e.stream = any (cast(:streams as text[])) order by e.stream, e.version";
    private static final String PAID =
            "eventstore.event e where e.stream = any (cast(:streams as text[])) and e.type = 'checkout.paid'";

    private final EventLog log;
    private final EventRows rows;
    private final EventJson json = new EventJson();

    /** Takes one order. */
    @FunctionalInterface
    interface Taker {

        /**
         * @param stream all of its events, in order
         * @param paidAt when its checkout was paid; null when it never was
         */
        void take(List<RecordedEvent> stream, @Nullable Instant paidAt);
    }

    PlacedOrders(DataSource dataSource) {
        this.log = new EventLog(dataSource, json);
        this.rows = new EventRows(dataSource);
    }

    /** The last position that was recorded before a moment. */
    long before(Instant moment) {
        return log.positionAt(moment.minusNanos(1_000)).position();
    }

    /** The log's last event; null when it has none. */
    @Nullable
    RecordedEvent last() {
        long end = log.last().position();
        return end == 0 ? null : log.read(end - 1, 1).getFirst();
    }

    /** Those placed after one position, up to another one. */
    void read(long after, long last, Taker taker) {
        long seen = after;
        List<RecordedEvent> page;
        do {
            page = log.read(seen, PAGE, Set.of(PLACED)).stream().filter(event -> event.position() <= last).toList();
            if (!page.isEmpty()) {
                seen = page.getLast().position();
                take(page, taker);
            }
        } while (page.size() == PAGE);
    }

    private void take(List<RecordedEvent> placed, Taker taker) {
        Map<String, Instant> paid = new HashMap<>();
        select(PAID, placed.stream().map(event -> ((OrderEvent.Placed) event.event()).checkoutId().value()))
                .forEach(event -> paid.put(((CheckoutEvent.Paid) event.event()).checkoutId().value(), event.envelope().occurredAt()));
        Map<String, List<RecordedEvent>> streams = new LinkedHashMap<>();
        select(WHOLE, placed.stream().map(event -> event.envelope().stream()))
                .forEach(event -> streams.computeIfAbsent(event.envelope().stream(), _ -> new ArrayList<>()).add(event));
        streams.values().forEach(
                stream -> taker.take(stream, paid.get(((OrderEvent.Placed) stream.getFirst().event()).checkoutId().value())));
    }

    private List<RecordedEvent> select(String from, Stream<String> streams) {
        return rows.select(from, Map.of("streams", streams.distinct().toArray(String[]::new))).stream().map(this::parsed).toList();
    }

    private RecordedEvent parsed(StoredEvent stored) {
        return new RecordedEvent(
                stored.envelope(), json.read(stored.envelope().type(), stored.envelope().typeVersion(), stored.payload()));
    }
}
