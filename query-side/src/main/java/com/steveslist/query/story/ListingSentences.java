package com.steveslist.query.story;

import com.steveslist.events.listing.ListingDetails;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.order.OrderItem;
import java.util.Locale;

/** What happens to things for sale. */
final class ListingSentences {

    private ListingSentences() {}

    static String of(ListingEvent event, StoryContext context) {
        String listing = context.listing(event.listingId());
        return switch (event) {
            case ListingEvent.Drafted it -> "%s wrote the listing %s: %s.".formatted(
                    context.seller(it.sellerId()), listing, offer(it.details(), it.quantity()));
            case ListingEvent.Published _ -> "%s was put on the market.".formatted(listing);
            case ListingEvent.Changed it -> "%s was changed and now says: %s, %s.".formatted(
                    listing, Words.quoted(it.details().name()), offer(it.details(), it.quantity()));
            case ListingEvent.Reserved it -> reserved(it.item(), context.buyer(it.buyerId()), listing, it.checkoutId().value());
            case ListingEvent.Released it -> "checkout %s gave back %s of %s that had been set aside for it.".formatted(
                    it.checkoutId().value(), Words.units(it.quantity()), listing);
            case ListingEvent.Sold it -> "%s of %s, set aside until then, %s sold in order %s.".formatted(
                    Words.units(it.quantity()), listing, was(it.quantity()), it.orderId().value());
            case ListingEvent.SoldOut _ -> "nothing is left of %s: it is sold out.".formatted(listing);
            case ListingEvent.Returned it -> "%s of %s %s for sale again, out of order %s, which was cancelled.".formatted(
                    Words.units(it.quantity()), listing, it.quantity() == 1 ? "is" : "are", it.orderId().value());
            case ListingEvent.Withdrawn _ -> "the seller took %s off the market.".formatted(listing);
            case ListingEvent.Removed it ->
                "staff took %s off the market and gave the reason %s.".formatted(listing, Words.quoted(it.reason()));
        };
    }

    private static String offer(ListingDetails details, long quantity) {
        return "%s at %s each, in category %s, in %s, %s".formatted(
                Words.units(quantity), Words.money(details.price()), Words.visible(details.category()), Words.visible(details.city()),
                Words.visible(details.country()));
    }

    private static String reserved(OrderItem item, String buyer, String listing, String checkout) {
        return "%s of %s %s set aside for %s in checkout %s, at %s each%s.".formatted(
                Words.units(item.quantity()), listing, was(item.quantity()), buyer, checkout, Words.money(item.unitPrice()),
                item.quantity() == 1 ? "" : String.format(Locale.ROOT, ", %s together", Words.money(item.total())));
    }

    private static String was(long number) {
        return number == 1 ? "was" : "were";
    }
}
