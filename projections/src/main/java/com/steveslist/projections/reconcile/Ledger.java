package com.steveslist.projections.reconcile;

import com.steveslist.events.account.AccountEvent;
import com.steveslist.events.checkout.CheckoutEvent;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.order.OrderEvent;
import com.steveslist.events.order.OrderItem;
import com.steveslist.events.payment.PaymentEvent;
import com.steveslist.events.refund.RefundEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** What all events together say of stock, orders and money. Amounts are minor units. */
final class Ledger {
    final Map<String, Stock> listings = new HashMap<>();
    final Map<String, Order> orders = new HashMap<>();
    final Map<String, Payment> payments = new HashMap<>();
    final Map<String, Refund> refunds = new HashMap<>();
    final Map<String, String> checkouts = new HashMap<>();
    /** Each account's, as its owner says today; empty when they never said. */
    final Map<String, String> countries = new HashMap<>();

    /** Units of one listing. */
    static final class Stock {
        long quantity;
        long reserved;
        long sold;
    }

    /** One order. {@code units} are what it took out of each listing, for good. */
    static final class Order {
        String paymentId = "";
        String currency = "";
        String status = "pending";
        long total;
        boolean paid;
        final Map<String, Long> units = new HashMap<>();
    }

    /** One payment, as we tell it. */
    static final class Payment {
        String currency = "";
        String status = "requires_authorization";
        long held;
        long captured;
        long refunded;
    }

    /** One refund. */
    static final class Refund {
        String orderId = "";
        String status = "processing";
        long amount;
    }

    void apply(RecordedEvent recorded) {
        switch (recorded.event()) {
            case AccountEvent.Registered registered -> countries.put(registered.accountId().value(), "");
            case AccountEvent.Changed changed ->
                countries.put(changed.accountId().value(), Objects.requireNonNullElse(changed.profile().country(), ""));
            case ListingEvent event -> apply(event);
            case CheckoutEvent event -> apply(event);
            case OrderEvent event -> apply(event);
            case PaymentEvent event -> apply(event);
            case RefundEvent event -> apply(event);
            default -> {}
        }
    }

    private void apply(ListingEvent event) {
        Stock stock = listings.computeIfAbsent(event.listingId().value(), _ -> new Stock());
        switch (event) {
            case ListingEvent.Drafted drafted -> stock.quantity = drafted.quantity();
            case ListingEvent.Changed changed -> stock.quantity = changed.quantity();
            case ListingEvent.Reserved taken -> stock.reserved += taken.item().quantity();
            case ListingEvent.Released released -> stock.reserved -= released.quantity();
            case ListingEvent.Sold sold -> {
                stock.reserved -= sold.quantity();
                stock.sold += sold.quantity();
            }
            case ListingEvent.Returned returned -> stock.sold -= returned.quantity();
            case ListingEvent.Published _,ListingEvent.SoldOut _,ListingEvent.Withdrawn _,ListingEvent.Removed _ -> {}
        }
    }

    private void apply(CheckoutEvent event) {
        switch (event) {
            case CheckoutEvent.Completed _ -> checkouts.put(event.checkoutId().value(), "completed");
            case CheckoutEvent.Failed _ -> checkouts.put(event.checkoutId().value(), "failed");
            case CheckoutEvent.Started _ -> checkouts.put(event.checkoutId().value(), "processing");
            case CheckoutEvent.LineRejected _,CheckoutEvent.Priced _,CheckoutEvent.Paid _ -> {}
        }
    }

    private void apply(OrderEvent event) {
        Order order = orders.computeIfAbsent(event.orderId().value(), _ -> new Order());
        switch (event) {
            case OrderEvent.Placed placed -> {
                order.paymentId = placed.paymentId().value();
                order.currency = placed.total().currency().code();
                order.total = placed.total().amountMinor();
                for (OrderItem item : placed.items()) {
                    order.units.merge(item.listingId().value(), item.quantity(), Long::sum);
                }
            }
            case OrderEvent.Confirmed _ -> {
                order.status = "confirmed";
                order.paid = true;
            }
            case OrderEvent.Shipped _ -> order.status = "shipped";
            case OrderEvent.Delivered _ -> order.status = "delivered";
            case OrderEvent.Completed _ -> order.status = "completed";
            case OrderEvent.Cancelled cancelled -> {
                order.status = "cancelled";
                cancelled.stockToReturn().forEach(back -> order.units.merge(back.listingId().value(), -back.quantity(), Long::sum));
            }
        }
    }

    private void apply(PaymentEvent event) {
        Payment payment = payments.computeIfAbsent(event.paymentId().value(), _ -> new Payment());
        switch (event) {
            case PaymentEvent.Requested requested -> payment.currency = requested.amount().currency().code();
            case PaymentEvent.Authorized authorized -> {
                payment.status = "authorized";
                payment.held = authorized.amount().amountMinor();
            }
            case PaymentEvent.Declined _ -> payment.status = "declined";
            case PaymentEvent.Captured captured -> {
                payment.status = "captured";
                payment.held = 0;
                payment.captured = captured.amount().amountMinor();
            }
            case PaymentEvent.Failed _ -> payment.status = "failed";
            case PaymentEvent.Voided _ -> {
                payment.status = "voided";
                payment.held = 0;
            }
            case PaymentEvent.Refunded refunded -> payment.refunded += refunded.amount().amountMinor();
        }
    }

    private void apply(RefundEvent event) {
        Refund refund = refunds.computeIfAbsent(event.refundId().value(), _ -> new Refund());
        refund.orderId = event.orderId().value();
        switch (event) {
            case RefundEvent.Requested requested -> refund.amount = requested.amount().amountMinor();
            case RefundEvent.Succeeded _ -> refund.status = "succeeded";
            case RefundEvent.Failed _ -> refund.status = "failed";
            case RefundEvent.Retried _ -> refund.status = "processing";
        }
    }

    Order order(String id) {
        return Objects.requireNonNullElseGet(orders.get(id), Order::new);
    }
}
