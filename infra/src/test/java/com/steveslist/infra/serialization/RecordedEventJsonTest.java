package com.steveslist.infra.serialization;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.steveslist.events.catalog.EventCatalog;
import com.steveslist.events.catalog.EventType;
import com.steveslist.events.envelope.Actor;
import com.steveslist.events.envelope.EventEnvelope;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.log.LogPosition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordedEventJsonTest {

    private final EventJson events = new EventJson();
    private final RecordedEventJson json = new RecordedEventJson(events);

    @Test
    void every_type_survives_the_way_to_kafka_and_back() {
        for (EventType type : EventCatalog.current()) {
            RecordedEvent event = recorded(type.name(), "evt_0");
            assertThat(json.read(json.write(event))).isEqualTo(event);
        }
    }

    @Test
    void the_document_is_the_envelope_and_the_payload_as_data() {
        assertThat(new String(json.write(recorded("order.completed", "evt_0")), UTF_8)).isEqualTo("{\"epoch\":2,\"position\":42,"
                + "\"stream\":\"ord_01jd3z00000000000000000005\",\"version\":3,\"event_id\":\"evt_1\",\"type\":\"order.completed\","
                + "\"type_version\":1,\"recorded_at\":\"2026-11-23T10:00:00.123456Z\",\"occurred_at\":\"2026-11-23T10:00:00.120Z\","
                + "\"owner\":\"acct_01jd3z00000000000000000001\","
                + "\"parties\":[\"acct_01jd3z00000000000000000001\",\"acct_01jd3z00000000000000000002\"],"
                + "\"actor\":{\"kind\":\"saga\",\"id\":\"process.order\"},\"request_id\":\"req_1\","
                + "\"correlation_id\":\"chk_01jd3z00000000000000000004\",\"caused_by\":\"evt_0\",\"metadata\":{\"a\":\"1\",\"b\":\"2\"},"
                + "\"data\":{\"order_id\":\"ord_01jd3z00000000000000000005\"}}");
    }

    @Test
    void a_stored_payload_is_passed_on_as_it_is() {
        RecordedEvent event = recorded("listing.drafted", null);
        byte[] payload = events.write(event.event());
        assertThat(json.write(new StoredEvent(event.envelope(), payload))).isEqualTo(json.write(event));
    }

    @Test
    void a_field_that_a_newer_node_added_to_the_envelope_is_skipped() {
        String document = new String(json.write(recorded("order.completed", null)), UTF_8)
                .replaceFirst("\"owner\"", "\"proof\":{\"leaf\":[1,2]},\"owner\"");
        assertThat(json.read(document.getBytes(UTF_8))).isEqualTo(recorded("order.completed", null));
    }

    @Test
    void what_is_no_document_is_refused() {
        assertThatThrownBy(() -> json.read("nonsense".getBytes(UTF_8))).isInstanceOf(UnreadablePayloadException.class);
        assertThatThrownBy(() -> json.read("{\"epoch\":1}".getBytes(UTF_8))).isInstanceOf(UnreadablePayloadException.class);
    }

    private static RecordedEvent recorded(String type, @Nullable String causedBy) {
        EventEnvelope envelope = new EventEnvelope(
                new LogPosition(2, 42), EventSamples.ORDER.value(), 3, "evt_1", type, 1, Instant.parse("2026-11-23T10:00:00.123456Z"),
                Instant.parse("2026-11-23T10:00:00.120Z"), EventSamples.SELLER, List.of(EventSamples.SELLER, EventSamples.BUYER),
                new Actor(Actor.Kind.SAGA, "process.order"), "req_1", EventSamples.CHECKOUT.value(), causedBy, Map.of("b", "2", "a", "1"));
        return new RecordedEvent(envelope, EventSamples.of(type));
    }
}
