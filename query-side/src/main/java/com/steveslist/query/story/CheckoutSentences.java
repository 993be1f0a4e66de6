package com.steveslist.query.story;

import com.steveslist.events.checkout.CheckoutEvent;
import com.steveslist.events.checkout.CheckoutEvent.Line;
import com.steveslist.events.checkout.CheckoutEvent.SellerOrder;
import com.steveslist.events.checkout.CheckoutFailure;
import com.steveslist.events.checkout.ShippingAddress;
import com.steveslist.events.money.Money;
import com.steveslist.events.privacy.EncryptedText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** What happens to attempts to buy. */
final class CheckoutSentences {

    private CheckoutSentences() {}

    static String of(CheckoutEvent event, StoryContext context) {
        String checkout = event.checkoutId().value();
        return switch (event) {
            case CheckoutEvent.Started it -> started(it, context);
            case CheckoutEvent.LineRejected it -> "%s could not be set aside for checkout %s: %s. The buyer was told: %s.".formatted(
                    context.listing(it.listingId()), checkout, reason(it.reason()), Words.quoted(it.detail()));
            case CheckoutEvent.Priced it -> "everything is set aside for checkout %s; it costs %s, in %s.".formatted(
                    checkout, Words.money(it.total()), orders(it.orders(), context));
            case CheckoutEvent.Paid it -> "checkout %s is paid, by payment %s; from here on it cannot fail any more.".formatted(
                    checkout, it.paymentId().value());
            case CheckoutEvent.Completed it -> "checkout %s is complete: %s bought for %s in %s.".formatted(
                    checkout, context.buyer(it.buyerId()), Words.money(it.total()), orders(it.orders(), context));
            case CheckoutEvent.Failed it -> "checkout %s failed and nothing was bought: %s. The buyer was told: %s.".formatted(
                    checkout, reason(it.reason()), Words.quoted(it.detail()));
        };
    }

    private static String started(CheckoutEvent.Started it, StoryContext context) {
        Money quoted = it.quotedTotal();
        return "%s began checkout %s for %s, to be paid with %s and sent to %s%s.".formatted(
                context.buyer(it.buyerId()), it.checkoutId().value(),
                Words.list(it.lines().stream().map(line -> line(line, context)).toList()), Words.visible(it.paymentMethodId()),
                address(it.shippingAddress(), context), quoted == null ? "" : "; it was quoted at " + Words.money(quoted));
    }

    private static String line(Line line, StoryContext context) {
        Money stated = line.statedPrice();
        return String.format(Locale.ROOT, "%,d × ", line.quantity()) + context.listing(line.listingId())
                + (stated == null ? "" : " at " + Words.money(stated) + " each");
    }

    private static String orders(List<SellerOrder> orders, StoryContext context) {
        return Words.list(orders.stream()
                .map(order -> "order " + order.orderId().value() + " of " + context.seller(order.sellerId()))
                .toList());
    }

    /** What is closed is said once. */
    static String address(ShippingAddress address, StoryContext context) {
        Set<String> parts = new LinkedHashSet<>();
        Stream.of(address.name(), address.line1(), address.line2(), address.city(), address.state(), address.postalCode())
                .filter(Objects::nonNull)
                .forEach((EncryptedText part) -> parts.add(context.personal(part)));
        parts.add(Words.visible(address.country()));
        return String.join(", ", parts);
    }

    private static String reason(CheckoutFailure reason) {
        return switch (reason) {
            case OUT_OF_STOCK -> "not enough was left";
            case LISTING_UNAVAILABLE -> "it was not for sale";
            case OWN_LISTING -> "nobody can buy their own listing";
            case PRICE_CHANGED -> "the price had changed";
            case CARD_DECLINED -> "the card was declined";
            case INSUFFICIENT_FUNDS -> "there was not enough money";
            case CAPTURE_FAILED -> "the provider would not pay out";
            case PAYMENT_TIMEOUT -> "the payment took too long";
        };
    }
}
