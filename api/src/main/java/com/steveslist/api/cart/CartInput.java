package com.steveslist.api.cart;

import com.steveslist.api.cart.Cart.Line;
import com.steveslist.api.input.Body;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.money.Money;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The whole cart as a client wants it. */
record CartInput(Body body, List<Item> items) {

    private static final long MOST_QUANTITY = 1_000_000;
    private static final long MOST_AMOUNT = 1_000_000_000_000L;

    /** @param priceAmount the unit price that the buyer saw, in minor units; null when they do not say */
    record Item(Body object, ListingId listing, long quantity, @Nullable Long priceAmount) {}

    /** What is wrong so far is noted in {@code body}; {@link #lines} throws it. */
    static CartInput read(Body body) {
        body.require("items");
        List<Item> items = new ArrayList<>();
        Set<ListingId> seen = new HashSet<>();
        for (Body object : body.objects("items", Cart.MOST_LINES)) {
            String text = object.requiredText("listing_id", 1, 50);
            long quantity = object.requiredWhole("quantity", 1, MOST_QUANTITY);
            Long priceAmount = object.whole("price_amount", 1, MOST_AMOUNT);
            object.rejectUnknown();
            ListingId id = id(object, text);
            if (id != null && !seen.add(id)) {
                object.reject("listing_id", "duplicate", "Each listing can be there once; raise its quantity instead.");
            } else if (id != null) {
                items.add(new Item(object, id, quantity, priceAmount));
            }
        }
        return new CartInput(body, items);
    }

    private static @Nullable ListingId id(Body object, String text) {
        try {
            return new ListingId(text);
        } catch (IllegalArgumentException e) {
            if (!text.isEmpty()) {
                object.reject("listing_id", "invalid_value", "listing_id must be a listing's id: lst_…");
            }
            return null;
        }
    }

    List<ListingId> listings() {
        return items.stream().map(Item::listing).toList();
    }

    /** Notes listings that are neither offered nor in the cart already; then throws everything that is wrong. */
    void check(Map<ListingId, Offer> offers, Cart before) {
        Map<ListingId, Money> known = prices(before);
        for (Item item : items) {
            if (!offers.containsKey(item.listing()) && !known.containsKey(item.listing())) {
                item.object().reject("listing_id", "invalid_value", "There is no such listing for sale.");
            }
        }
        body.done();
    }

    /** What is new has the stated price, or today's; what was there keeps its price unless another one is stated. */
    List<Line> lines(Map<ListingId, Offer> offers, Cart before) {
        Map<ListingId, Money> known = prices(before);
        List<Line> lines = new ArrayList<>();
        for (Item item : items) {
            Offer offer = offers.get(item.listing());
            Money old = known.get(item.listing());
            Money price = offer == null || old != null && item.priceAmount() == null ? old : offer.price();
            // Without either it was in the cart a moment ago and is for sale no more.
            if (price != null) {
                Money stated = item.priceAmount() == null ? price : new Money(item.priceAmount(), price.currency());
                lines.add(new Line(item.listing(), item.quantity(), stated));
            }
        }
        return lines;
    }

    private static Map<ListingId, Money> prices(Cart cart) {
        Map<ListingId, Money> prices = new HashMap<>();
        cart.lines().forEach(line -> prices.put(line.listing(), line.price()));
        return prices;
    }
}
