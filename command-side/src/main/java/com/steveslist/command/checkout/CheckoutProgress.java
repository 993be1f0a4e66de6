package com.steveslist.command.checkout;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutEvent.Line;
import com.steveslist.events.checkout.CheckoutEvent.SellerOrder;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.money.Money;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.order.OrderItem;
import com.steveslist.events.payment.PaymentId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@link CheckoutProcess} remembers of one checkout. Kept for good: an event that comes after the end must find it.
 *
 * @param reserved the lines that are set aside, as they were then
 * @param orders one a seller; empty until everything is reserved
 */
public record CheckoutProgress(
        CheckoutId checkoutId,
        AccountId buyerId,
        PaymentId paymentId,
        List<Line> lines,
        Stage stage,
        List<ReservedLine> reserved,
        List<SellerOrder> orders,
        boolean priced,
        Set<OrderId> placed,
        PaymentStage payment,
        Set<OrderId> confirmed,
        Set<ListingId> sold) {

    public CheckoutProgress {
        lines = List.copyOf(lines);
        reserved = List.copyOf(reserved);
        orders = List.copyOf(orders);
        placed = Set.copyOf(placed);
        confirmed = Set.copyOf(confirmed);
        sold = Set.copyOf(sold);
    }

    /** How far it is. */
    public enum Stage {
        /** Waiting for listings. */
        RESERVING,
        /** Everything is reserved and the provider is asked. */
        PAYING,
        /** The checkout can no longer fail. */
        PAID,
        COMPLETED,
        FAILED
    }

    /** What is known of the payment. */
    public enum PaymentStage {
        /** Not asked for yet, or no answer. */
        OPEN,
        AUTHORIZED,
        /** The provider holds nothing, and never will. */
        DECLINED
    }

    /** A line as its listing was when it was set aside. */
    public record ReservedLine(AccountId sellerId, OrderItem item) {}

    /** Throws {@link ArithmeticException} when no amount of money is that large. */
    static Money total(List<ReservedLine> reserved) {
        return reserved.stream().map(line -> line.item().total()).reduce(Money::plus).orElseThrow();
    }

    boolean allReserved() {
        return reserved.size() == lines.size();
    }

    /** Whether nothing but the money is missing. */
    boolean readyToCapture() {
        return stage == Stage.PAYING
                && priced
                && payment == PaymentStage.AUTHORIZED
                && placed.size() == orders.size();
    }

    boolean fulfilled() {
        return stage == Stage.PAID && confirmed.size() == orders.size() && sold.size() == lines.size();
    }

    boolean providerMayHoldMoney() {
        return !orders.isEmpty() && payment != PaymentStage.DECLINED;
    }

    /** In the order in which the buyer named the lines. */
    Map<AccountId, List<OrderItem>> itemsBySeller() {
        return lines.stream()
                .flatMap(line -> reserved.stream().filter(taken -> taken.item().listingId().equals(line.listingId())))
                .collect(groupingBy(
                        ReservedLine::sellerId,
                        LinkedHashMap::new,
                        mapping(ReservedLine::item, toList())));
    }

    OrderId orderOf(ListingId listing) {
        AccountId seller = reserved.stream()
                .filter(line -> line.item().listingId().equals(listing))
                .findFirst()
                .orElseThrow()
                .sellerId();
        return orders.stream()
                .filter(order -> order.sellerId().equals(seller))
                .findFirst()
                .orElseThrow()
                .orderId();
    }
}
