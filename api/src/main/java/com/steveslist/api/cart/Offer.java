package com.steveslist.api.cart;

import com.steveslist.command.listing.ListingState;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.money.Money;
import com.steveslist.query.listing.ListingView;
import java.util.Locale;
import java.util.Set;

/** What a cart shows of a listing, as it is now. @param available units that a buyer can have */
record Offer(String name, AccountId seller, String status, Money price, long available) {

    private static final Set<String> PUBLIC = Set.of("published", "sold_out");

    static Offer of(ListingView view) {
        return new Offer(
                view.details().name(), view.sellerId(), view.status(), view.details().price(), view.quantityAvailable());
    }

    static Offer of(ListingState listing) {
        return new Offer(
                listing.details().name(),
                listing.seller(),
                listing.status().name().toLowerCase(Locale.ROOT),
                listing.details().price(),
                listing.available());
    }

    boolean isVisibleTo(AccountId account) {
        return PUBLIC.contains(status) || seller.equals(account);
    }

    /** Whether it is or was for sale; when nothing is left, it may be again. */
    boolean isPublic() {
        return PUBLIC.contains(status);
    }
}
