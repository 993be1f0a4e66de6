package com.steveslist.infra.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.command.listing.ListingState;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.listing.ListingDetails;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.money.Money;
import com.steveslist.events.order.OrderId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SnapshotFormsTest {

    private final SnapshotForms forms = new SnapshotForms(Map.of("listing.1", ListingState.class));
    private final ListingState listing = new ListingState(
            ListingId.next(),
            AccountId.next(),
            ListingState.Status.SOLD_OUT,
            new ListingDetails(
                    "Lamp", null, "furniture", List.of("brass"), Money.of(500, "usd"), "DE", "Berlin", 52.5, 13.4,
                    Map.of("colour", "gold"), List.of()),
            7,
            3,
            Map.of(CheckoutId.next(), 2L, CheckoutId.next(), 1L),
            Set.of(OrderId.next()),
            null,
            Instant.parse("2026-11-22T10:00:00.123Z"),
            Instant.parse("2026-11-22T10:00:01Z"));

    @Test
    void a_listing_comes_back_as_it_was() {
        assertThat(forms.read("listing.1", forms.write("listing.1", listing))).contains(listing);
    }

    @Test
    void a_snapshot_holds_no_class_names() {
        assertThat(new String(forms.write("listing.1", listing), StandardCharsets.UTF_8)).doesNotContain("com.steveslist");
    }

    @Test
    void a_snapshot_of_another_form_is_passed_over() {
        assertThat(forms.read("listing.2", forms.write("listing.1", listing))).isEmpty();
    }
}
