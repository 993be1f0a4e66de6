package com.steveslist.api.erasure;

import com.steveslist.command.dispatch.Commands;
import com.steveslist.command.listing.ListingState;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutEvent.Line;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.checkout.CheckoutView;
import com.steveslist.query.checkout.CheckoutViews;
import com.steveslist.query.listing.ListingView;
import com.steveslist.query.listing.ListingViews;
import com.steveslist.query.order.OrderView;
import com.steveslist.query.order.OrderViews;
import com.steveslist.query.paging.Cursor;
import com.steveslist.query.paging.Page;
import com.steveslist.query.paging.PageRequest;
import com.steveslist.query.payment.PaymentViews;
import com.steveslist.query.progress.ReadModelBehindException;
import com.steveslist.query.progress.ReadModelProgress;
import com.steveslist.query.refund.RefundViews;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * What is under way with an account. It is read from views that show all of the log as it was when the question was asked, or the question
 * fails: so once nothing new can be begun with the account, the answer is true for good.
 */
@Component
final class OpenBusiness {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** Things that are named, and listings that are taken off the market at a time. */
    static final int MOST = 100;

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
        checkouts.underWay(account, MOST)
                .forEach(one -> open.add(
                        new OpenThing("checkout", one.id().value(), "A checkout is under way; it ends within 30 seconds.")));
        orders.open(account, MOST).forEach(one -> open.add(new OpenThing("order", one.id().value(), whatEnds(one, account))));
        refunds.underWay(account, MOST)
                .forEach(one -> open.add(new OpenThing(
                        "refund", one.id().value(), "Money is on its way back; that takes seconds, unless the provider is away.")));
        payments.held(account, MOST)
                .forEach(one -> open.add(new OpenThing(
                        "payment", one.id().value(), "A card holds an amount; it is taken or let go when its checkout ends.")));
        return List.copyOf(open.subList(0, Math.min(MOST, open.size())));
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

    /** The first hundred listings that are on sale. Likewise. */
    List<ListingId> onSale(AccountId account) {
        awaitAll(ListingViews.CONSUMER);
        return listings.onSale(account, MOST).stream().map(ListingView::id).toList();
    }

    /**
     * Listings of which a checkout of somebody else's has units set aside: it will become an order, or let them go within 30 s. They are
     * looked for among what checkouts that are under way want, which is little, and not among all that the account ever sold.
     */
    List<OpenThing> reserved(AccountId account) {
        awaitAll(CheckoutViews.CONSUMER, ListingViews.CONSUMER);
        Set<ListingId> found = new LinkedHashSet<>();
        Cursor after = null;
        do {
            Page<CheckoutView> page = checkouts.underWay(new PageRequest(MOST, after, false, null));
            Set<ListingId> wanted =
                    page.items().stream().flatMap(one -> one.lines().stream()).map(Line::listingId).collect(Collectors.toSet());
            listings.findAll(wanted).values().stream()
                    .filter(listing -> listing.sellerId().equals(account))
                    .map(ListingView::id)
                    .filter(this::isReserved)
                    .forEach(found::add);
            after = page.next();
        } while (after != null && found.size() < MOST);
        return found.stream()
                .limit(MOST)
                .map(id -> new OpenThing("listing", id.value(), "Somebody is buying this at the moment; that ends within 30 seconds."))
                .toList();
    }

    private boolean isReserved(ListingId listing) {
        return commands.find(ListingState.class, listing).filter(known -> known.state().reserved() > 0).isPresent();
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
