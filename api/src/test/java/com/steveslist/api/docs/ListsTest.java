package com.steveslist.api.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.contract.Served;
import com.steveslist.api.http.ApiVersions;
import com.steveslist.api.http.Json;
import com.steveslist.api.openapi.Operation;
import com.steveslist.api.testing.Http;
import com.steveslist.api.testing.Person;
import com.steveslist.events.catalog.EventCatalog;
import com.steveslist.events.catalog.EventType;
import com.steveslist.events.checkout.CheckoutFailure;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What pages list is all that there is. */
class ListsTest {
    @Test
    void every_reason_for_which_a_checkout_can_fail_and_every_test_card_is_explained() {
        String page = page("/docs/buying");

        assertThat(CheckoutFailure.values()).allSatisfy(
                failure -> assertThat(page).contains("<td><code>" + failure.name().toLowerCase(Locale.ROOT) + "</code></td>"));
        for (String schema : List.of("OrderStatus", "ListingStatus")) {
            Served.document().tree().at("/components/schemas/" + schema + "/enum").forEach(
                    status -> assertThat(page).contains("<td><code>" + status.asString() + "</code></td>"));
        }
        for (String card : List.of("ok", "declined", "insufficient_funds", "timeout", "capture_fails", "capture_timeout",
                "refund_fails_once", "refund_fails", "refund_timeout")) {
            assertThat(page).contains("<td><code>pm_card_" + card + "</code></td>");
        }
    }

    @Test
    void every_call_that_passes_over_an_idempotency_key_is_named_with_the_reason() {
        String page = page("/docs/idempotency");

        for (Operation operation : Served.document().operations()) {
            if (List.of("POST", "PATCH").contains(operation.method())) {
                String row = "<td><code>" + operation + "</code></td>";
                if (operation.idempotency().equals("none")) {
                    assertThat(operation.node().path("x-idempotency-none").asString("")).as(operation.toString()).endsWith(".");
                    assertThat(page).contains(row);
                } else {
                    assertThat(page).doesNotContain(row);
                }
            }
        }
    }

    @Test
    void every_event_has_an_example_that_is_like_what_is_sent() {
        String page = page("/docs/events");
        Person seller = Person.newcomer("Eva Example");
        seller.lists("Lamp", 1, 900, Map.of());

        for (EventType type : EventCatalog.current()) {
            assertThat(page.contains("<section id=\"" + type.name() + "\">")).as(type.name()).isEqualTo(type.open());
        }
        JsonNode sent = seller.calls().get("/v1/events?types=account.registered&limit=100").items().getFirst();
        JsonNode shown = Json.read(sample(page, "account.registered"));
        assertThat(shown.propertyNames()).containsExactlyElementsOf(sent.path("data").propertyNames());
        assertThat(Json.read(sample(page, "order.placed")).at("/total/amount_minor").asLong()).isEqualTo(129_900);
    }

    @Test
    void a_version_that_a_page_names_is_one_that_there_is() {
        List<String> versions = ApiVersions.all().stream().map(version -> version.date().toString()).toList();

        Pattern name = Pattern.compile("Steveslist-Version[^\\n]{0,80}?(\\d{4}-\\d{2}-\\d{2})");
        Pages.all().forEach((address, page) -> name.matcher(page.text()).results()
                .forEach(named -> assertThat(named.group(1)).as(address).isIn(versions)));
        assertThat(page("/docs/versioning")).contains(versions);
    }

    private static String sample(String page, String section) {
        String rest = page.substring(page.indexOf("<section id=\"" + section + "\">"));
        String code = rest.substring(rest.indexOf("<pre><code>") + 11, rest.indexOf("</code></pre>"));
        return code.replace("&quot;", "\"").replace("&amp;", "&");
    }

    private static String page(String address) {
        return Http.get(address).text();
    }
}
