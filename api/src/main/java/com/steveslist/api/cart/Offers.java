package com.steveslist.api.cart;

import com.steveslist.api.consistency.Reads;
import com.steveslist.api.consistency.Reads.Shown;
import com.steveslist.api.http.Call;
import com.steveslist.command.dispatch.Commands;
import com.steveslist.command.listing.ListingState;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.listing.ListingId;
import com.steveslist.query.listing.ListingViews;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Looks up what listings offer now. */
@Component
final class Offers {

    private final Reads reads;
    private final ListingViews listings;
    private final Commands commands;

    Offers(Reads reads, ListingViews listings, Commands commands) {
        this.reads = reads;
        this.listings = listings;
        this.commands = commands;
    }

    /**
     * Those that there are and that the account may see, as the view shows them; as the log does where the view does not know one yet, so
     * that what was just listed can be put into a cart.
     */
    Shown<Map<ListingId, Offer>> visible(Call call, AccountId account, Collection<ListingId> ids) {
        return reads.list(call, ListingViews.CONSUMER, () -> visible(account, ids));
    }

    private Map<ListingId, Offer> visible(AccountId account, Collection<ListingId> ids) {
        Map<ListingId, Offer> found = new HashMap<>();
        if (ids.isEmpty()) {
            return found;
        }
        listings.findAll(ids).forEach((id, view) -> found.put(id, Offer.of(view)));
        for (ListingId id : ids) {
            if (!found.containsKey(id)) {
                commands.find(ListingState.class, id).ifPresent(decided -> found.put(id, Offer.of(decided.state())));
            }
        }
        found.values().removeIf(offer -> !offer.isVisibleTo(account));
        return found;
    }
}
