package com.steveslist.api.checkout;

import com.steveslist.command.checkout.CheckoutState;
import com.steveslist.command.checkout.CheckoutState.Outcome;
import com.steveslist.command.dispatch.Decided;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.query.checkout.CheckoutView;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A checkout as its buyer sees it.
 *
 * @param totalAmount quoted while processing, as charged once every item is reserved; null when an item has no price any more
 * @param failure why nothing was bought, when it failed
 */
public record CheckoutResource(
        String id,
        String buyerId,
        String status,
        List<Item> items,
        String paymentMethod,
        String paymentId,
        AddressResource shippingAddress,
        @Nullable Long totalAmount,
        @Nullable String currency,
        List<OrderRef> orders,
        @Nullable Failure failure,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    public record Item(String listingId, long quantity, @Nullable Long priceAmount) {}

    public record OrderRef(String id, String sellerId) {}

    public record Failure(String code, String detail) {}

    /** From what was decided. */
    static CheckoutResource of(Decided<CheckoutState> decided, PersonalData personal) {
        CheckoutState checkout = decided.state();
        String status = switch (checkout.outcome()) {
            case Outcome.Processing processing -> "processing";
            case Outcome.Completed completed -> "completed";
            case Outcome.Failed failed -> "failed";
        };
        Outcome.Failed failed = checkout.outcome() instanceof Outcome.Failed reason ? reason : null;
        return of(
                new CheckoutView(
                        checkout.id(),
                        checkout.buyer(),
                        checkout.payment(),
                        checkout.lines(),
                        checkout.paymentMethodId(),
                        checkout.shippingAddress(),
                        checkout.total(),
                        checkout.orders(),
                        status,
                        failed == null ? null : failed.reason().name().toLowerCase(Locale.ROOT),
                        failed == null ? null : failed.detail(),
                        checkout.createdAt(),
                        checkout.updatedAt(),
                        decided.version()),
                personal);
    }

    public static CheckoutResource of(CheckoutView view, PersonalData personal) {
        return new CheckoutResource(
                view.id().value(),
                view.buyerId().value(),
                view.status(),
                view.lines().stream()
                        .map(line -> new Item(
                                line.listingId().value(),
                                line.quantity(),
                                line.statedPrice() == null ? null : line.statedPrice().amountMinor()))
                        .toList(),
                view.paymentMethodId(),
                view.paymentId().value(),
                AddressResource.of(view.shippingAddress(), personal),
                view.total() == null ? null : view.total().amountMinor(),
                view.total() == null ? null : view.total().currency().code(),
                view.orders().stream()
                        .map(order -> new OrderRef(order.orderId().value(), order.sellerId().value()))
                        .toList(),
                view.failureCode() == null
                        ? null
                        : new Failure(view.failureCode(), view.failureDetail() == null ? "" : view.failureDetail()),
                view.createdAt(),
                view.updatedAt(),
                view.version() + 1);
    }
}
