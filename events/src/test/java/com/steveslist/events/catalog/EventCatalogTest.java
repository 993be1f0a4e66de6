package com.steveslist.events.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.steveslist.events.DomainEvent;
import com.steveslist.events.access.AccessEvent;
import com.steveslist.events.account.AccountEvent;
import com.steveslist.events.checkout.CheckoutEvent;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.order.OrderEvent;
import com.steveslist.events.payment.PaymentEvent;
import com.steveslist.events.refund.RefundEvent;
import com.steveslist.events.staff.StaffEvent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventCatalogTest {

    private static final List<Class<? extends DomainEvent>> VOCABULARIES = List.of(
            AccountEvent.class,
            ListingEvent.class,
            CheckoutEvent.class,
            OrderEvent.class,
            PaymentEvent.class,
            RefundEvent.class,
            StaffEvent.class,
            AccessEvent.class);

    @Test
    void every_event_of_every_vocabulary_is_registered_once() {
        List<Class<?>> events = VOCABULARIES.stream()
                .flatMap(vocabulary -> Arrays.stream(vocabulary.getPermittedSubclasses()))
                .<Class<?>>map(type -> type)
                .toList();

        assertThat(EventCatalog.current().stream().<Class<?>>map(EventType::form).toList())
                .containsExactlyInAnyOrderElementsOf(events);
    }

    @Test
    void names_are_noun_dot_verb_past_and_stand_for_one_type() {
        List<String> names = EventCatalog.current().stream().map(EventType::name).toList();

        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z]+(_[a-z]+)*\\.[a-z]+(_[a-z]+)*"));
    }

    @Test
    void versions_of_a_name_run_from_one_to_the_current_one_without_a_gap() {
        for (EventType type : EventCatalog.current()) {
            Stream<Integer> retired = EventCatalog.retired().stream()
                    .filter(old -> old.name().equals(type.name()))
                    .map(RetiredEventType::version);

            assertThat(Stream.concat(retired, Stream.of(type.version())).sorted().toList())
                    .as("versions of %s", type.name())
                    .isEqualTo(Stream.iterate(1, version -> version + 1).limit(type.version()).toList());
        }
    }

    @Test
    void an_event_that_nobody_registered_cannot_be_named() {
        record Unregistered() implements DomainEvent {}

        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventCatalog.typeOf(new Unregistered()))
                .withMessageContaining("add one");
    }

    @Test
    void the_public_types_are_those_that_clients_were_promised() {
        assertThat(EventCatalog.current().stream().filter(EventType::open).map(EventType::name))
                .contains(
                        "account.registered", "listing.published", "listing.changed", "listing.sold_out",
                        "listing.withdrawn", "listing.removed", "checkout.completed", "checkout.failed",
                        "order.placed", "order.confirmed", "order.shipped", "order.delivered", "order.completed",
                        "order.cancelled", "payment.authorized", "payment.captured", "payment.declined",
                        "payment.voided", "refund.requested", "refund.succeeded", "refund.failed");
    }
}
