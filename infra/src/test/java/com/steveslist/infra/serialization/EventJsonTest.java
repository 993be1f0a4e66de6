package com.steveslist.infra.serialization;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.steveslist.events.DomainEvent;
import com.steveslist.events.account.AccountEvent;
import com.steveslist.events.catalog.EventType;
import com.steveslist.events.catalog.RetiredEventType;
import com.steveslist.events.checkout.CheckoutEvent;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.order.OrderEvent;
import com.steveslist.events.privacy.EncryptedText;
import com.steveslist.events.refund.RefundEvent;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EventJsonTest {

    private final EventJson json = new EventJson();

    @Nested
    class Writing {

        @Test
        void ids_are_plain_strings_and_names_are_snake_case() {
            assertThat(text(new ListingEvent.Published(EventSamples.LISTING)))
                    .isEqualTo("{\"listing_id\":\"lst_01jd3z00000000000000000003\"}");
        }

        @Test
        void money_is_an_amount_in_minor_units_and_a_currency_and_nothing_else() {
            assertThat(text(EventSamples.of("refund.succeeded"))).contains("\"amount\":{\"amount_minor\":129900,\"currency\":\"usd\"}");
        }

        @Test
        void enums_are_lower_case() {
            assertThat(text(EventSamples.of("order.cancelled"))).contains("\"by\":\"shipping_deadline\"");
        }

        @Test
        void what_is_unknown_is_left_out() {
            assertThat(text(new OrderEvent.Shipped(EventSamples.ORDER, null, null)))
                    .isEqualTo("{\"order_id\":\"" + EventSamples.ORDER + "\"}");
        }

        @Test
        void sets_and_maps_are_sorted_so_that_equal_events_have_equal_bytes() {
            assertThat(text(EventSamples.of("api_key.created"))).contains("[\"account\",\"listings\",\"orders\"]");
            assertThat(text(EventSamples.of("listing.drafted"))).contains("{\"brand\":\"Acme\",\"size\":\"42\"}");
        }

        @Test
        void times_are_text() {
            assertThat(text(EventSamples.of("order.delivered"))).contains("\"complete_at\":\"2026-11-30T12:34:56.789Z\"");
        }

        @Test
        void an_event_outside_the_catalogue_is_refused() {
            assertThatThrownBy(() -> json.write(new Unknown())).hasMessageContaining("has no entry in EventCatalog");
            assertThatThrownBy(() -> json.encode("no event")).hasMessageContaining("only DomainEvent");
        }
    }

    @Nested
    class Reading {

        @Test
        void what_was_left_out_is_unknown_again() {
            DomainEvent event = new RefundEvent.Requested(EventSamples.REFUND, EventSamples.ORDER, EventSamples.PAYMENT, EventSamples.BUYER,
                    EventSamples.SELLER, EventSamples.PRICE, null);
            assertThat(json.read("refund.requested", 1, json.write(event))).isEqualTo(event);
        }

        @Test
        void an_unknown_name_is_said_to_be_unknown() {
            assertThatThrownBy(() -> json.read("order.teleported", 1, bytes("{}")))
                    .isInstanceOf(UnreadablePayloadException.class)
                    .hasMessageContaining("order.teleported v1").hasMessageContaining("no event of this name");
        }

        @Test
        void an_unknown_version_is_said_to_be_unknown() {
            assertThatThrownBy(() -> json.read("order.completed", 2, bytes("{}")))
                    .isInstanceOf(UnreadablePayloadException.class)
                    .hasMessageContaining("order.completed v2").hasMessageContaining("knows only [1]");
        }

        @Test
        void a_field_that_the_form_does_not_have_is_not_skipped() {
            assertThatThrownBy(() -> json.read(
                    "listing.published", 1, bytes("{\"listing_id\":\"" + EventSamples.LISTING + "\",\"colour\":\"red\"}")))
                    .isInstanceOf(UnreadablePayloadException.class);
        }

        @Test
        void an_id_of_another_kind_is_refused() {
            assertThatThrownBy(() -> json.read("listing.published", 1, bytes("{\"listing_id\":\"" + EventSamples.ORDER + "\"}")))
                    .isInstanceOf(UnreadablePayloadException.class);
        }

        @Test
        void an_unknown_enum_constant_is_refused() {
            byte[] failed = json.write(EventSamples.of("checkout.failed"));
            String altered = new String(failed, UTF_8).replace("card_declined", "bad_weather");
            assertThatThrownBy(() -> json.read("checkout.failed", 1, bytes(altered))).isInstanceOf(UnreadablePayloadException.class);
        }
    }

    @Nested
    class A_retired_form {

        /** As accounts might have been registered before names were asked for. */
        record RegisteredV1(com.steveslist.events.account.AccountId accountId, EncryptedText email) {}

        private final EventJson evolved = new EventJson(
                List.of(new EventType("account.registered", 2, AccountEvent.Registered.class, true, "")),
                List.of(new RetiredEventType<>("account.registered", 1, RegisteredV1.class,
                        old -> new AccountEvent.Registered(old.accountId(), old.email(), old.email()))));

        @Test
        void is_read_into_the_current_one() {
            EncryptedText email = new EncryptedText("enc1.x.y");
            byte[] old = bytes("{\"account_id\":\"" + EventSamples.BUYER + "\",\"email\":\"enc1.x.y\"}");
            assertThat(evolved.read("account.registered", 1, old))
                    .isEqualTo(new AccountEvent.Registered(EventSamples.BUYER, email, email));
        }
    }

    @Test
    void an_empty_set_survives() {
        DomainEvent event = new AccountEvent.ApiKeyCreated(
                EventSamples.API_KEY, EventSamples.SELLER, new EncryptedText("enc1.x.y"), Set.of());
        assertThat(json.read("api_key.created", 1, json.write(event))).isEqualTo(event);
    }

    @Test
    void a_line_without_a_stated_price_survives() {
        DomainEvent event = new CheckoutEvent.Started(EventSamples.CHECKOUT, EventSamples.BUYER, EventSamples.PAYMENT,
                List.of(new CheckoutEvent.Line(EventSamples.LISTING, 1, null)), "pm_card_ok",
                ((CheckoutEvent.Started) EventSamples.of("checkout.started")).shippingAddress(), null);
        assertThat(json.read("checkout.started", 1, json.write(event))).isEqualTo(event);
    }

    private String text(DomainEvent event) {
        return new String(json.write(event), UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    record Unknown() implements DomainEvent {}
}
