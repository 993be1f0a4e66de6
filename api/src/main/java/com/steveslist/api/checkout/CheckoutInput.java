package com.steveslist.api.checkout;

import com.steveslist.api.input.Body;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.money.Currency;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to buy.
 *
 * @param cart whether it is what is in their cart; then there are no items here
 */
record CheckoutInput(List<Item> items, boolean cart, String paymentMethod, AddressInput address) {

    private static final int MOST_ITEMS = 50;
    private static final long MOST_QUANTITY = 1_000_000;
    private static final long MOST_AMOUNT = 1_000_000_000_000L;
    private static final Pattern PAYMENT_METHOD = Pattern.compile("pm_[A-Za-z0-9_]{1,100}");

    /**
     * One listing.
     *
     * @param priceAmount the unit price that the buyer saw, in minor units; null when they do not say
     * @param priceCurrency its currency; null for that of the listing
     */
    record Item(ListingId listing, long quantity, @Nullable Long priceAmount, @Nullable Currency priceCurrency) {}

    static CheckoutInput read(Body body) {
        boolean cart = body.flag("cart", false);
        List<Item> items = cart ? none(body) : items(body);
        String method = body.requiredText("payment_method", 1, 103);
        if (!method.isEmpty() && !PAYMENT_METHOD.matcher(method).matches()) {
            body.reject(
                    "payment_method",
                    "invalid_value",
                    "payment_method must be the id of one, pm_…; for tests pm_card_ok, pm_card_declined or another of /docs/buying#test-cards.");
        }
        AddressInput address = AddressInput.read(body);
        body.done();
        return new CheckoutInput(items, cart, method, address);
    }

    private static List<Item> none(Body body) {
        if (body.has("items") && !body.isNull("items")) {
            body.reject("items", "invalid_value", "Give items, or cart: true to buy what is in your cart; not both.");
        }
        return List.of();
    }

    private static List<Item> items(Body body) {
        if (!body.has("items") || body.isNull("items")) {
            body.reject("items", "required", "items is required, or cart: true to buy what is in your cart.");
        }
        List<Body> objects = body.objects("items", MOST_ITEMS);
        List<Item> items = new ArrayList<>();
        Set<ListingId> seen = new HashSet<>();
        for (Body object : objects) {
            String text = object.requiredText("listing_id", 1, 50);
            long quantity = object.requiredWhole("quantity", 1, MOST_QUANTITY);
            Long priceAmount = object.whole("price_amount", 1, MOST_AMOUNT);
            object.rejectUnknown();
            ListingId id = id(object, text);
            if (id != null && !seen.add(id)) {
                object.reject("listing_id", "duplicate", "Each listing can be there once; raise its quantity instead.");
            } else if (id != null) {
                items.add(new Item(id, quantity, priceAmount, null));
            }
        }
        if (objects.isEmpty() && body.isEmptyArray("items")) {
            body.reject("items", "too_short", "items needs at least one item.");
        }
        return items;
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
}
