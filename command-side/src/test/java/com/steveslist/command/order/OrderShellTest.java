package com.steveslist.command.order;

import com.steveslist.command.dispatch.Caller;
import com.steveslist.command.dispatch.Command;
import com.steveslist.command.dispatch.Delivery;
import com.steveslist.command.dispatch.EnvelopeMetadata;
import com.steveslist.command.testing.Some;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.order.OrderEvent;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.payment.PaymentId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.matchers.Matchers;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The aggregate as Axon sees it: events that are applied are the ones that were decided, and carry their envelope. */
class OrderShellTest {

    private final OrderId id = OrderId.next();
    private final AccountId buyer = Some.account();
    private final AccountId seller = Some.account();
    private final OrderEvent placed = new OrderEvent.Placed(
            id, CheckoutId.next(), buyer, seller, PaymentId.next(), List.of(Some.item(ListingId.next(), 1, 500)),
            Some.usd(500), Some.address());
    private final OrderEvent confirmed =
            new OrderEvent.Confirmed(id, ((OrderEvent.Placed) placed).checkoutId(), Instant.EPOCH);
    private final AggregateTestFixture<Order> fixture = new AggregateTestFixture<>(Order.class);

    @BeforeEach
    void targetsAreNamedByCommands() {
        fixture.registerCommandTargetResolver(
                message -> new VersionedAggregateIdentifier(((Command<?>) message.getPayload()).target().value(), null));
        fixture.setReportIllegalStateChange(false);
    }

    private static CommandMessage<?> sent(Command<?> command) {
        return new GenericCommandMessage<>(
                new GenericMessage<>(command, Map.of(Delivery.METADATA, Delivery.of(Some.context()))), Order.NAME);
    }

    @Test
    void applies_what_was_decided() {
        fixture.given(placed, confirmed)
                .when(sent(new OrderCommand.Ship(id, Caller.account(seller), "DHL", "42")))
                .expectEvents(new OrderEvent.Shipped(id, "DHL", "42"));
    }

    @Test
    void applies_nothing_when_it_rejects() {
        fixture.given(placed)
                .when(sent(new OrderCommand.Ship(id, Caller.account(seller), "DHL", "42")))
                .expectNoEvents();
    }

    @Test
    void says_whose_an_event_is() {
        fixture.given(placed, confirmed)
                .when(sent(new OrderCommand.Ship(id, Caller.account(seller), null, null)))
                .expectEventsMatching(Matchers.sequenceOf(carries(EnvelopeMetadata.OWNER, seller.value())))
                .expectEventsMatching(Matchers.sequenceOf(
                        carries(EnvelopeMetadata.PARTIES, seller.value() + "," + buyer.value())));
    }

    private static Matcher<EventMessage<?>> carries(String name, String value) {
        return Matchers.matches(message -> value.equals(message.getMetaData().get(name)));
    }
}
