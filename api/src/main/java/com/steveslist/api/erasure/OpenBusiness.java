package com.steveslist.api.erasure;

import com.steveslist.command.dispatch.Commands;
import com.steveslist.command.listing.ListingState;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.checkout.CheckoutViews;
import com.steveslist.query.listing.ListingViews;
import com.steveslist.query.order.OrderView;
import com.steveslist.query.order.OrderViews;
import com.steveslist.query.payment.PaymentViews;
import com.steveslist.query.progress.ReadModelBehindException;
import com.steveslist.query.progress.ReadModelProgress;
import com.steveslist.query.refund.RefundViews;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * What is under way with an account. It is read from views that show all of the log as it was when the question was asked, or the question
 * fails: so once nothing new can be begun with the account, the answer is true for good.
 */
@Component
final class OpenBusiness {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST = 100;
    private static final Set<String> ORDER_OVER = Set.of("completed", "cancelled");
    private static final Set<String> HELD = Set.of("requires_authorization", "authorized");
    private static final Set<String> ON_SALE = Set.of("published", "sold_out");

    private final Commands commands;
    private final ReadModelProgress progress;
    private final CheckoutViews checkouts;
    private final OrderViews orders;
    private final RefundViews refunds;
    private final PaymentViews payments;
    private final ListingViews listings;

    OpenBusiness(
            Commands commands,
            ReadModelProgress progress,
            CheckoutViews checkouts,
            OrderViews orders,
            RefundViews refunds,
            PaymentViews payments,
            ListingViews listings) {
        this.commands = commands;
        this.progress = progress;
        this.checkouts = checkouts;
        this.orders = orders;
        this.refunds = refunds;
        this.payments = payments;
        this.listings = listings;
    }

    /** The first hundred things. Throws {@link ReadModelBehindException} when a view does not show all of it. */
    List<OpenThing> of(AccountId account) {
        awaitAll(CheckoutViews.CONSUMER, OrderViews.CONSUMER, RefundViews.CONSUMER, PaymentViews.CONSUMER);
        List<OpenThing> open = new ArrayList<>();
        checkouts.each(account, checkout -> {
            if (checkout.status().equals("processing")) {
                add(open, "checkout", checkout.id().value(), "A checkout is under way; it ends within 30 seconds.");
            }
        });
        orders.each(account, null, order -> {
            if (!ORDER_OVER.contains(order.status())) {
                add(open, "order", order.id().value(), whatEnds(order, account));
            }
        });
        refunds.each(account, null, refund -> {
            if (refund.status().equals("processing")) {
                add(open, "refund", refund.id().value(), "Money is on its way back; that takes seconds, unless the provider is away.");
            }
        });
        payments.each(account, payment -> {
            if (HELD.contains(payment.status())) {
                add(open, "payment", payment.id().value(), "A card holds an amount; it is taken or let go when its checkout ends.");
            }
        });
        return open;
    }

    private static void add(List<OpenThing> open, String kind, String id, String what) {
        if (open.size() < MOST) {
            open.add(new OpenThing(kind, id, what));
        }
    }

    private static String whatEnds(OrderView order, AccountId account) {
        boolean sells = order.sellerId().equals(account);
        String how = switch (order.status()) {
            case "confirmed" ->
                sells ? "ship it and wait until it is completed, or cancel it." : "cancel it, or wait until it is completed.";
            case "shipped" -> "tell that it was delivered; it is completed 14 days later.";
            case "delivered" -> "it is completed 14 days after delivery; until then the buyer may complain.";
            default -> "it is being paid, and confirmed or cancelled within seconds.";
        };
        return "The account " + (sells ? "sells" : "buys") + " this order, which is " + order.status() + ": " + how;
    }

    /** Listings that are on sale. Likewise. */
    List<ListingId> onSale(AccountId account) {
        awaitAll(ListingViews.CONSUMER);
        List<ListingId> found = new ArrayList<>();
        listings.each(account, listing -> {
            if (ON_SALE.contains(listing.status())) {
                found.add(listing.id());
            }
        });
        return found;
    }

    /** Listings of which a checkout of somebody else's has units set aside: it will become an order, or let them go within 30 s. */
    List<OpenThing> reserved(AccountId account) {
        awaitAll(ListingViews.CONSUMER);
        List<OpenThing> found = new ArrayList<>();
        listings.each(account, listing -> {
            boolean mayBe = listing.quantityAvailable() < listing.quantity();
            if (mayBe && commands.find(ListingState.class, listing.id()).filter(known -> known.state().reserved() > 0).isPresent()) {
                add(found, "listing", listing.id().value(), "Somebody is buying this at the moment; that ends within 30 seconds.");
            }
        });
        return found;
    }

    private void awaitAll(String... consumers) {
        LogPosition end = commands.endOfLog();
        for (String consumer : consumers) {
            progress.await(consumer, null, end, PATIENCE);
            if (!progress.progress(consumer).whole()) {
                throw new ReadModelBehindException(consumer + " could not apply every event: what is under way is not known for certain.");
            }
        }
    }
}
