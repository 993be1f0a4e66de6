package com.steveslist.command.listing;

import static com.steveslist.command.dispatch.Decision.accept;
import static com.steveslist.command.dispatch.Decision.nothingToDo;
import static com.steveslist.command.dispatch.Decision.reject;
import static com.steveslist.command.listing.ListingRejection.INVALID_STATE;
import static com.steveslist.command.listing.ListingRejection.LISTING_UNAVAILABLE;
import static com.steveslist.command.listing.ListingRejection.OUT_OF_STOCK;
import static com.steveslist.command.listing.ListingRejection.OWN_LISTING;
import static com.steveslist.command.listing.ListingRejection.PRICE_CHANGED;
import static com.steveslist.command.listing.ListingState.Status.PUBLISHED;
import static com.steveslist.command.listing.ListingState.Status.SOLD_OUT;

import com.steveslist.command.dispatch.Decision;
import com.steveslist.command.listing.ListingCommand.Release;
import com.steveslist.command.listing.ListingCommand.Reserve;
import com.steveslist.command.listing.ListingCommand.Return;
import com.steveslist.command.listing.ListingCommand.Sell;
import com.steveslist.events.listing.ListingDetails;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.order.OrderItem;

/** Decides what checkouts and orders do with a listing's units: k units have k winners. */
final class Stock {

    private Stock() {}

    static Decision reserve(ListingState before, Reserve reserve) {
        if (before.reservations().containsKey(reserve.checkout())) {
            return nothingToDo();
        }
        if (before.seller().equals(reserve.buyer())) {
            return reject(OWN_LISTING, "This is your own listing: " + before.details().name() + ".");
        }
        if (before.status() == SOLD_OUT || before.status() == PUBLISHED && before.available() < reserve.quantity()) {
            return reject(OUT_OF_STOCK, "Not enough left of " + before.details().name() + ": "
                    + before.available() + " available, " + reserve.quantity() + " asked for.");
        }
        if (before.status() != PUBLISHED) {
            return reject(LISTING_UNAVAILABLE, "A listing of this checkout is not for sale any more.");
        }
        if (reserve.statedPrice() != null && !reserve.statedPrice().equals(before.details().price())) {
            return reject(PRICE_CHANGED, "The price of " + before.details().name() + " is "
                    + before.details().price() + " now (minor units). Look at it again before you buy.");
        }
        return accept(new ListingEvent.Reserved(
                before.id(), reserve.checkout(), reserve.buyer(), before.seller(), item(before, reserve.quantity())));
    }

    private static OrderItem item(ListingState listing, long quantity) {
        ListingDetails details = listing.details();
        return new OrderItem(
                listing.id(),
                details.name(),
                quantity,
                details.price(),
                details.category(),
                details.labels(),
                details.country(),
                details.city());
    }

    static Decision release(ListingState before, Release release) {
        Long units = before.reservations().get(release.checkout());
        return units == null ? nothingToDo() : accept(new ListingEvent.Released(before.id(), release.checkout(), units));
    }

    /** Also when it was withdrawn or removed meanwhile: who reserved in time gets the goods. */
    static Decision sell(ListingState before, Sell sell) {
        Long units = before.reservations().get(sell.checkout());
        if (units == null) {
            return reject(INVALID_STATE, "Nothing is reserved for this checkout.");
        }
        ListingEvent.Sold sold = new ListingEvent.Sold(before.id(), sell.checkout(), sell.order(), units);
        boolean lastUnits = before.sold() + units == before.quantity();
        return lastUnits && before.status() == PUBLISHED ? accept(sold, new ListingEvent.SoldOut(before.id())) : accept(sold);
    }

    static Decision giveBack(ListingState before, Return back) {
        if (before.returnedOrders().contains(back.order())) {
            return nothingToDo();
        }
        if (back.quantity() > before.sold()) {
            return reject(INVALID_STATE, "More units would come back than were sold.");
        }
        ListingEvent.Returned returned = new ListingEvent.Returned(before.id(), back.order(), back.quantity());
        return before.status() == SOLD_OUT ? accept(returned, new ListingEvent.Published(before.id())) : accept(returned);
    }
}
