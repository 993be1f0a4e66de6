package com.steveslist.command.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.events.DomainEvent;
import com.steveslist.events.checkout.CheckoutEvent;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.order.OrderEvent;
import com.steveslist.events.order.OrderEvent.CancelledBy;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.payment.PaymentEvent;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.events.refund.RefundEvent;
import com.steveslist.events.refund.RefundId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What holds after every single event, told in terms of events only: units of a listing, money of a payment and of its orders, and the
 * order in which a checkout may come to its end. Fed with all events in the log's order; throws at the first that breaks a law.
 */
public final class Laws {

    private final Map<ListingId, Units> listings = new HashMap<>();
    private final Map<PaymentId, Account> payments = new HashMap<>();
    private final Map<OrderId, Sale> orders = new HashMap<>();
    private final Map<CheckoutId, Way> checkouts = new HashMap<>();

    public void after(DomainEvent event) {
        switch (event) {
            case ListingEvent listing -> units(listing);
            case PaymentEvent payment -> money(payment);
            case OrderEvent order -> order(order);
            case RefundEvent refund -> refund(refund);
            case CheckoutEvent checkout -> checkout(checkout);
            default -> {
                // Accounts hold neither units nor money.
            }
        }
    }

    private void units(ListingEvent event) {
        Units units = listings.computeIfAbsent(event.listingId(), id -> new Units());
        switch (event) {
            case ListingEvent.Drafted drafted -> units.quantity = drafted.quantity();
            case ListingEvent.Changed changed -> units.quantity = changed.quantity();
            case ListingEvent.Reserved taken -> units.reserved.merge(taken.checkoutId(), taken.item().quantity(), Long::sum);
            case ListingEvent.Released released -> units.give(released.checkoutId(), released.quantity());
            case ListingEvent.Sold sold -> {
                units.give(sold.checkoutId(), sold.quantity());
                units.sold += sold.quantity();
                law(way(sold.checkoutId()).paid, event, "units are sold once they are paid for");
            }
            case ListingEvent.Returned returned -> units.sold -= returned.quantity();
            case ListingEvent.SoldOut soldOut -> law(units.sold == units.quantity, event, "sold out means that the last one is sold");
            default -> {
                // Says nothing about units.
            }
        }
        law(units.reserved.values().stream().allMatch(held -> held >= 0), event, "nobody gives back more units than were held");
        law(units.sold >= 0 && units.reservedNow() + units.sold <= units.quantity, event, "no unit is promised twice");
    }

    private void money(PaymentEvent event) {
        Account account = payments.computeIfAbsent(event.paymentId(), id -> new Account());
        switch (event) {
            case PaymentEvent.Requested requested -> account.requested = requested.amount().amountMinor();
            case PaymentEvent.Authorized authorized -> account.authorized = authorized.amount().amountMinor();
            case PaymentEvent.Captured captured -> {
                // Also one that has ended: a capture that is heard of too late and was undone is told with its refund.
                law(account.captured == 0, event, "a payment is captured once");
                account.captured = captured.amount().amountMinor();
            }
            case PaymentEvent.Refunded refunded -> account.refunded += refunded.amount().amountMinor();
            case PaymentEvent.Declined declined -> account.end(event);
            case PaymentEvent.Failed failed -> account.end(event);
            case PaymentEvent.Voided voided -> account.end(event);
        }
        law(account.refunded <= account.captured && Math.max(account.captured, account.authorized) <= account.requested, event,
                "no more goes back than was captured, nor is held or captured than was asked for");
    }

    private void order(OrderEvent event) {
        if (event instanceof OrderEvent.Placed placed) {
            long total = placed.items().stream().mapToLong(item -> item.total().amountMinor()).sum();
            law(total == placed.total().amountMinor(), event, "an order's total is that of its items");
            orders.put(placed.orderId(), new Sale(placed.checkoutId(), placed.paymentId(), total));
            return;
        }
        Sale sale = sale(event.orderId());
        if (event instanceof OrderEvent.Confirmed) {
            law(payments.getOrDefault(sale.payment, new Account()).captured >= sale.total, event, "an order is confirmed once it is paid");
            // One that was on its way when its checkout failed may still be placed; all it can become is cancelled.
            law(!sale.cancelled && !way(sale.checkout).failed, event, "what is cancelled or has failed with its checkout is not confirmed");
        } else if (event instanceof OrderEvent.Cancelled cancelled) {
            law(!sale.cancelled, event, "an order is cancelled once");
            law(cancelled.by() != CancelledBy.CHECKOUT_FAILED || !way(sale.checkout).completed, event,
                    "no order of a completed checkout fails with it");
            sale.cancelled = true;
        }
    }

    private void refund(RefundEvent event) {
        switch (event) {
            case RefundEvent.Requested asked -> sale(asked.orderId()).open.put(asked.refundId(), asked.amount().amountMinor());
            case RefundEvent.Retried again -> sale(again.orderId()).open.put(again.refundId(), again.amount().amountMinor());
            case RefundEvent.Succeeded done -> {
                Sale sale = sale(done.orderId());
                law(sale.open.remove(done.refundId()) != null && sale.done.add(done.refundId()), event, "a refund succeeds once");
                sale.refunded += done.amount().amountMinor();
            }
            case RefundEvent.Failed failed -> law(
                    sale(failed.orderId()).open.remove(failed.refundId()) != null, event, "what fails was under way");
        }
        Sale sale = sale(event.orderId());
        law(sale.refunded + sale.open.values().stream().mapToLong(Long::longValue).sum() <= sale.total, event,
                "no more is given back than was paid");
    }

    private void checkout(CheckoutEvent event) {
        Way way = checkouts.computeIfAbsent(event.checkoutId(), id -> new Way());
        law(!way.ended, event, "a checkout that has ended stays as it is");
        switch (event) {
            case CheckoutEvent.Paid paid -> {
                law(payments.getOrDefault(paid.paymentId(), new Account()).captured > 0, event, "paid means captured");
                way.paid = true;
            }
            case CheckoutEvent.Completed completed -> {
                long total = completed.orders().stream().mapToLong(order -> sale(order.orderId()).total).sum();
                law(way.paid && total == completed.total().amountMinor(), event, "what is completed is paid, all its orders together");
                way.completed = true;
                way.ended = true;
            }
            case CheckoutEvent.Failed failed -> {
                way.failed = true;
                way.ended = true;
            }
            default -> {
                // On its way.
            }
        }
    }

    private Way way(CheckoutId checkout) {
        return checkouts.getOrDefault(checkout, new Way());
    }

    private Sale sale(OrderId order) {
        return Objects.requireNonNull(orders.get(order), "nothing is known of " + order);
    }

    private static void law(boolean holds, DomainEvent event, String law) {
        assertThat(holds).as("%s, after %s", law, event).isTrue();
    }

    private static final class Units {
        private final Map<CheckoutId, Long> reserved = new HashMap<>();
        private long quantity;
        private long sold;

        private void give(CheckoutId checkout, long units) {
            reserved.merge(checkout, -units, Long::sum);
        }

        private long reservedNow() {
            return reserved.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private static final class Account {
        private long requested;
        private long authorized;
        private long captured;
        private long refunded;

        private void end(PaymentEvent event) {
            law(captured == 0, event, "what is captured can only be refunded");
        }
    }

    private static final class Sale {
        private final CheckoutId checkout;
        private final PaymentId payment;
        private final long total;
        private final Map<RefundId, Long> open = new HashMap<>();
        private final Set<RefundId> done = new HashSet<>();
        private long refunded;
        private boolean cancelled;

        private Sale(CheckoutId checkout, PaymentId payment, long total) {
            this.checkout = checkout;
            this.payment = payment;
            this.total = total;
        }
    }

    private static final class Way {
        private boolean paid;
        private boolean completed;
        private boolean failed;
        private boolean ended;
    }
}
