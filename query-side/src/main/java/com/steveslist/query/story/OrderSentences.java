package com.steveslist.query.story;

import com.steveslist.events.order.OrderEvent;
import com.steveslist.events.order.OrderEvent.StockReturn;
import com.steveslist.events.order.OrderItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What happens to orders. */
final class OrderSentences {

    private OrderSentences() {}

    static String of(OrderEvent event, StoryContext context) {
        String order = event.orderId().value();
        return switch (event) {
            case OrderEvent.Placed it -> placed(it, context);
            case OrderEvent.Confirmed it ->
                "order %s is paid and confirmed; it has to be shipped by %s.".formatted(order, Words.time(it.shipBy()));
            case OrderEvent.Shipped it -> "order %s was shipped%s.".formatted(order, carrier(it));
            case OrderEvent.Delivered it ->
                "order %s was delivered; it will be complete on %s.".formatted(order, Words.time(it.completeAt()));
            case OrderEvent.Completed _ -> "order %s is complete: the time for complaints is over.".formatted(order);
            case OrderEvent.Cancelled it -> cancelled(it, context);
        };
    }

    private static String placed(OrderEvent.Placed it, StoryContext context) {
        return "order %s of %s from %s was placed: %s; in total %s, to be sent to %s.".formatted(
                it.orderId().value(), context.buyer(it.buyerId()), context.seller(it.sellerId()),
                Words.list(it.items().stream().map(item -> item(item, context)).toList()), Words.money(it.total()),
                CheckoutSentences.address(it.shippingAddress(), context));
    }

    private static String item(OrderItem item, StoryContext context) {
        return String.format(Locale.ROOT, "%,d × ", item.quantity()) + context.listing(item.listingId()) + " at "
                + Words.money(item.unitPrice()) + " each";
    }

    private static String carrier(OrderEvent.Shipped shipped) {
        List<String> with = new ArrayList<>();
        if (shipped.carrier() != null) {
            with.add("with " + Words.quoted(shipped.carrier()));
        }
        if (shipped.trackingNumber() != null) {
            with.add("under the tracking number " + Words.quoted(shipped.trackingNumber()));
        }
        return with.isEmpty() ? "" : " " + String.join(", ", with);
    }

    private static String cancelled(OrderEvent.Cancelled it, StoryContext context) {
        String reason = it.reason() == null ? "" : "; the reason given is " + context.personal(it.reason());
        List<String> back = it.stockToReturn().stream().map(units -> units(units, context)).toList();
        return "order %s was cancelled %s%s.%s".formatted(
                it.orderId().value(), by(it.by()), reason, back.isEmpty() ? "" : " For sale again: " + Words.list(back) + ".");
    }

    private static String units(StockReturn units, StoryContext context) {
        return Words.units(units.quantity()) + " of " + context.listing(units.listingId());
    }

    private static String by(OrderEvent.CancelledBy by) {
        return switch (by) {
            case BUYER -> "by the buyer";
            case SELLER -> "by the seller";
            case STAFF -> "by staff";
            case SHIPPING_DEADLINE -> "because it was not shipped in time";
            case CHECKOUT_FAILED -> "because its checkout failed before it was paid";
            case FULL_REFUND -> "because all of its money was given back before it was shipped";
        };
    }
}
