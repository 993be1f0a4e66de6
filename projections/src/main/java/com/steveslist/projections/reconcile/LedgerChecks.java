package com.steveslist.projections.reconcile;

import com.steveslist.projections.reconcile.Check.Differences;
import com.steveslist.projections.reconcile.Ledger.Order;
import com.steveslist.projections.reconcile.Ledger.Payment;
import com.steveslist.projections.reconcile.Ledger.Refund;
import com.steveslist.projections.reconcile.Ledger.Stock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What must add up among the events themselves. */
final class LedgerChecks {
    private static final Set<String> ENDED_WITHOUT_MONEY = Set.of("declined", "voided");

    private final Ledger ledger;

    LedgerChecks(Ledger ledger) {
        this.ledger = ledger;
    }

    List<Check> all() {
        return List.of(stock(), money(), refunds(), ordersWithoutPayment(), reservationsLeft(), authorizationsLeft());
    }

    /** What listings say they sold, less what came back, is what paid orders took. */
    private Check stock() {
        Map<String, Long> taken = new HashMap<>();
        for (Order order : ledger.orders.values()) {
            if (order.paid) {
                order.units.forEach((listing, units) -> taken.merge(listing, units, Long::sum));
            }
        }
        Differences differences = new Differences();
        long sold = 0;
        for (Map.Entry<String, Stock> entry : ledger.listings.entrySet()) {
            Stock stock = entry.getValue();
            sold += stock.sold;
            long ordered = Objects.requireNonNullElse(taken.remove(entry.getKey()), 0L);
            differences.add(stock.sold - ordered, entry.getKey() + " sold " + stock.sold + " units, orders took " + ordered);
            long left = stock.quantity - stock.sold - stock.reserved;
            differences.add(Math.min(0, left), entry.getKey() + " has " + left + " units left");
        }
        taken.forEach(
                (listing, units) -> differences.add(units, "orders took " + units + " units of " + listing + ", which is no listing"));
        return Check.of("stock sold = listed − left", sold + " units of " + ledger.listings.size() + " listings", differences);
    }

    /** For each payment, and so for each currency: captured − refunded = totals of its paid orders − their refunds. */
    private Check money() {
        Map<String, Long> owed = new HashMap<>();
        ledger.orders.values().stream().filter(order -> order.paid).forEach(order -> owed.merge(order.paymentId, order.total, Long::sum));
        ledger.refunds.values().stream().filter(refund -> "succeeded".equals(refund.status))
                .forEach(refund -> owed.merge(ledger.order(refund.orderId).paymentId, -refund.amount, Long::sum));
        Differences differences = new Differences();
        Map<String, Long> kept = new TreeMap<>();
        for (Map.Entry<String, Payment> entry : ledger.payments.entrySet()) {
            Payment payment = entry.getValue();
            long net = payment.captured - payment.refunded;
            kept.merge(payment.currency, net, Long::sum);
            long orders = Objects.requireNonNullElse(owed.remove(entry.getKey()), 0L);
            differences.add(net - orders, entry.getKey() + " holds " + net + ", its orders less refunds are " + orders);
        }
        owed.forEach((payment, amount) -> differences.add(amount, "orders of " + amount + " name " + payment + ", which is no payment"));
        return Check.of("captured − refunded = orders − refunds", text(kept), differences);
    }

    private Check refunds() {
        Differences differences = new Differences();
        Map<String, Long> spent = new HashMap<>();
        for (Map.Entry<String, Refund> entry : ledger.refunds.entrySet()) {
            Refund refund = entry.getValue();
            if ("processing".equals(refund.status)) {
                differences.add(entry.getKey() + " is still processing");
            }
            if (!"failed".equals(refund.status)) {
                spent.merge(refund.orderId, refund.amount, Long::sum);
            }
        }
        spent.forEach((order, amount) -> differences.add(
                Math.max(0, amount - ledger.order(order).total), order + " got back " + amount + " of " + ledger.order(order).total));
        long failed = ledger.refunds.values().stream().filter(refund -> "failed".equals(refund.status)).count();
        return Check.of("refunds under way or too large", ledger.refunds.size() + " refunds, " + failed + " finally refused", differences);
    }

    private Check ordersWithoutPayment() {
        Differences differences = new Differences();
        ledger.orders.forEach((id, order) -> {
            Payment payment = ledger.payments.get(order.paymentId);
            if (order.paid && (payment == null || !"captured".equals(payment.status))) {
                differences.add(id + " is " + order.status + ", its payment " + (payment == null ? "unknown" : payment.status));
            }
        });
        return Check.of("orders without payment", ledger.orders.size() + " orders", differences);
    }

    private Check reservationsLeft() {
        Differences differences = new Differences();
        ledger.listings.forEach((id, stock) -> differences.add(stock.reserved, id + " has " + stock.reserved + " units reserved"));
        ledger.orders.forEach((id, order) -> differences.add("pending".equals(order.status) ? 1 : 0, id + " is still pending"));
        ledger.checkouts.forEach((id, status) -> differences.add("processing".equals(status) ? 1 : 0, id + " is still processing"));
        return Check.of("reservations left behind", ledger.checkouts.size() + " checkouts", differences);
    }

    private Check authorizationsLeft() {
        Differences differences = new Differences();
        ledger.payments.forEach((id, payment) -> {
            boolean ended = "captured".equals(payment.status) || ENDED_WITHOUT_MONEY.contains(payment.status);
            differences.add(ended && payment.held == 0 ? 0 : 1, id + " is " + payment.status + " and holds " + payment.held);
        });
        return Check.of("authorisations left behind", ledger.payments.size() + " payments", differences);
    }

    private static String text(Map<String, Long> amounts) {
        return amounts.isEmpty()
                ? "nothing yet"
                : amounts.entrySet().stream().map(entry -> entry.getValue() + " " + entry.getKey()).collect(Collectors.joining(", "))
                        + " in minor units";
    }
}
