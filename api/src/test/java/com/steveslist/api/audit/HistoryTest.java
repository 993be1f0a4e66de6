package com.steveslist.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.client.Answer;
import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.http.Json;
import com.steveslist.api.testing.HoldsToTheDocument;
import com.steveslist.api.testing.Http;
import com.steveslist.api.testing.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Every event that concerns somebody, by what it is about. */
@ExtendWith(HoldsToTheDocument.class)
class HistoryTest {

    private static final Person SELLER = Person.newcomer("Sally Seller");
    private static final Person BUYER = Person.newcomer("Billy Buyer");
    private static final Person AUDITOR = Staff.auditor();
    private static final String LISTING = SELLER.lists("Lamp", 10, 900, Map.of()).text("id");
    private static final Answer CHECKOUT = BUYER.buys(LISTING, 2, "pm_card_ok");
    private static final String ORDER = CHECKOUT.data().at("/orders/0/id").asString();

    private static List<JsonNode> events(Person person, String query) {
        return person.calls().get("/v1/audit/events?" + query).expected("read the history").items();
    }

    private static List<String> types(List<JsonNode> events) {
        return events.stream().map(event -> event.path("type").asString()).toList();
    }

    @Test
    void both_sides_of_an_order_see_its_events_and_strangers_none() {
        String query = "sort=position&stream=" + ORDER;

        assertThat(types(events(SELLER, query))).containsExactly("order.placed", "order.confirmed");
        assertThat(types(events(BUYER, query))).containsExactly("order.placed", "order.confirmed");
        assertThat(events(Person.newcomer("Stranger"), query)).isEmpty();
        assertThat(types(events(AUDITOR, query))).containsExactly("order.placed", "order.confirmed");
    }

    @Test
    void personal_values_are_there_for_their_owner_and_for_auditors_who_can_leave_them_closed() {
        String query = "types=order.placed&stream=" + ORDER;
        String name = "/data/shipping_address/name";

        assertThat(events(BUYER, query).getFirst().at(name).asString()).isEqualTo("Steve Steveington");
        assertThat(events(SELLER, query).getFirst().at(name).asString()).isEqualTo("redacted");
        assertThat(events(AUDITOR, query).getFirst().at(name).asString()).isEqualTo("Steve Steveington");
        assertThat(events(AUDITOR, query + "&personal=redacted").getFirst().at(name).asString()).isEqualTo("redacted");
    }

    @Test
    void a_text_that_only_looks_encrypted_is_left_as_it_is() {
        String name = "enc1." + BUYER.id() + ".bm90aGluZw";
        String id = SELLER.lists(name, 1, 900, Map.of()).text("id");

        assertThat(events(AUDITOR, "types=listing.drafted&stream=" + id).getFirst().at("/data/details/name").asString()).isEqualTo(name);
    }

    @Test
    void each_shows_who_did_it_by_which_command_in_which_request_and_what_led_to_it() {
        JsonNode placed = events(AUDITOR, "types=order.placed&stream=" + ORDER).getFirst();
        JsonNode drafted = events(SELLER, "types=listing.drafted&stream=" + LISTING).getFirst();

        assertThat(placed.at("/actor/kind").asString()).isEqualTo("saga");
        assertThat(placed.at("/actor/id").asString()).isEqualTo("process.checkout");
        assertThat(placed.path("command").asString()).isEqualTo("order.place");
        assertThat(placed.path("request_id").asString()).isEqualTo(CHECKOUT.header("X-Request-Id").orElseThrow());
        assertThat(placed.path("caused_by").asString()).isNotEmpty();
        assertThat(drafted.at("/actor/id").asString()).isEqualTo(SELLER.id());
        assertThat(drafted.path("command").asString()).isEqualTo("listing.create");
    }

    @Test
    void it_is_found_by_request_conversation_account_type_position_and_time() {
        String request = CHECKOUT.header("X-Request-Id").orElseThrow();
        List<JsonNode> ofRequest = events(AUDITOR, "sort=position&limit=100&request_id=" + request);
        JsonNode first = ofRequest.getFirst();
        JsonNode last = ofRequest.getLast();

        assertThat(types(ofRequest)).startsWith("checkout.started").contains("listing.reserved", "order.placed", "payment.captured")
                .endsWith("checkout.completed");
        assertThat(events(AUDITOR, "sort=position&limit=100&correlation_id=" + request))
                .contains(last).allSatisfy(event -> assertThat(event.path("correlation_id").asString()).isEqualTo(request));
        assertThat(events(AUDITOR, "limit=100&account=" + BUYER.id()))
                .contains(last, first)
                .allSatisfy(event -> assertThat(event.toString()).contains(BUYER.id()));
        assertThat(types(events(BUYER, "limit=100&types=payment.captured&types=order.placed")))
                .containsExactly("payment.captured", "order.placed");
        assertThat(events(AUDITOR, "sort=position&limit=100&from=" + first.path("position") + "&to=" + last.path("position")))
                .containsAll(ofRequest);
        assertThat(events(AUDITOR, "limit=100&request_id=" + request + "&since=" + last.path("recorded_at").asString())).contains(last)
                .doesNotContain(first);
        assertThat(events(AUDITOR, "limit=100&request_id=" + request + "&before=" + first.path("recorded_at").asString())).isEmpty();
    }

    @Test
    void pages_go_on_and_back_without_a_gap() {
        List<JsonNode> all = events(BUYER, "limit=100");
        List<JsonNode> paged = new ArrayList<>();
        SteveslistClient calls = BUYER.calls();
        Answer page = calls.get("/v1/audit/events?limit=3");
        paged.addAll(page.items());
        Answer before = page;
        while (page.body().at("/pagination/has_more").asBoolean()) {
            before = page;
            page = calls.get("/v1/audit/events?limit=3&cursor=" + page.body().at("/pagination/next_cursor").asString());
            paged.addAll(page.items());
        }

        assertThat(paged).isEqualTo(all);
        String previous = page.header("Link").orElseThrow().replaceAll("(?s).*<[^>]*(/v1/[^>]*)>; rel=\"prev\".*", "$1");
        assertThat(calls.get(previous).items()).isEqualTo(before.items());
    }

    @Test
    void a_file_of_lines_has_all_of_it_in_the_order_of_positions() {
        Http.Reply file = Staff.lines(BUYER, "/v1/audit/events");
        List<JsonNode> lines = file.text().lines().map(Json::read).toList();

        assertThat(file.status()).isEqualTo(200);
        assertThat(lines).isEqualTo(events(BUYER, "limit=100&sort=position").stream()
                .limit(lines.size()).toList());
        assertThat(lines).hasSizeGreaterThan(5);
    }

    @Test
    void what_is_asked_wrongly_is_said_all_at_once() {
        Answer refused = BUYER.calls().get("/v1/audit/events?types=no.such&stream=x&from=0&sort=type&colour=red");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("errors").valueStream().map(error -> error.path("pointer").asString()))
                .containsExactlyInAnyOrder("/types", "/stream", "/from", "/sort", "/colour");
    }
}
