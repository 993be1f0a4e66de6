package com.steveslist.api.order;

import com.steveslist.api.checkout.AddressResource;
import com.steveslist.command.dispatch.Decided;
import com.steveslist.command.order.OrderState;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.account.AccountId;
import com.steveslist.query.order.OrderView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as its two sides see it.
 *
 * @param refundedAmount minor units given back for good
 * @param refundableAmount minor units that can still be given back: refunds under way count as spent
 * @param refundStatus {@code none}, {@code partial} or {@code full}
 * @param actions what this caller may do now
 */
public record OrderResource(
        String id,
        String checkoutId,
        String paymentId,
        String buyerId,
        String sellerId,
        String status,
        List<Item> items,
        long totalAmount,
        String currency,
        long refundedAmount,
        long refundableAmount,
        String refundStatus,
        @Nullable Instant shipBy,
        @Nullable String carrier,
        @Nullable String trackingNumber,
        @Nullable String cancelledBy,
        @Nullable String cancelReason,
        AddressResource shippingAddress,
        List<HistoryEntry> history,
        List<String> actions,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    public record Item(String listingId, String name, long quantity, long priceAmount, long totalAmount) {}

    public record HistoryEntry(String status, Instant at) {}

    /** From what was decided. */
    static OrderResource of(Decided<OrderState> decided, AccountId caller, PersonalData personal) {
        return of(DecidedOrder.asView(decided), caller, personal);
    }

    public static OrderResource of(OrderView view, AccountId caller, PersonalData personal) {
        return new OrderResource(
                view.id().value(),
                view.checkoutId().value(),
                view.paymentId().value(),
                view.buyerId().value(),
                view.sellerId().value(),
                view.status(),
                view.items().stream()
                        .map(item -> new Item(
                                item.listingId().value(),
                                item.name(),
                                item.quantity(),
                                item.unitPrice().amountMinor(),
                                item.total().amountMinor()))
                        .toList(),
                view.total().amountMinor(),
                view.total().currency().code(),
                view.refundedAmount().amountMinor(),
                view.refundableAmount().amountMinor(),
                refundStatus(view),
                view.shipBy(),
                view.carrier(),
                view.trackingNumber(),
                view.cancelledBy(),
                view.cancelReason() == null ? null : personal.read(view.cancelReason()),
                AddressResource.of(view.shippingAddress(), personal),
                view.history().stream().map(entry -> new HistoryEntry(entry.status(), entry.at())).toList(),
                OrderActions.of(view, caller),
                view.createdAt(),
                view.updatedAt(),
                view.version() + 1);
    }

    private static String refundStatus(OrderView view) {
        if (view.refundedAmount().isZero()) {
            return "none";
        }
        return view.refundedAmount().equals(view.total()) ? "full" : "partial";
    }
}
