package com.steveslist.api.cart;

import com.steveslist.api.cart.Cart.Line;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A cart as its owner sees it, with today's prices.
 *
 * @param totals what it costs today, by currency; lines without a price, or too dear for any payment, are not in it
 * @param updatedAt null while nothing was ever put in
 */
record CartResource(List<Item> items, List<Total> totals, @Nullable Instant updatedAt, long version) {

    /**
     * A line.
     *
     * @param name null when the listing is for sale no more, likewise {@code sellerId}, {@code priceAmount}, {@code priceCurrency}
     * @param priceAmount a unit's, today
     * @param putInPriceAmount a unit's, when it was put in: at this price the cart is bought, or not at all
     * @param problems why a checkout of it would fail now; empty when nothing stands in the way
     */
    record Item(
            String listingId,
            long quantity,
            @Nullable String name,
            @Nullable String sellerId,
            @Nullable Long priceAmount,
            @Nullable String priceCurrency,
            @Nullable Long totalAmount,
            long putInPriceAmount,
            String putInPriceCurrency,
            long quantityAvailable,
            List<Problem> problems) {}

    /** @param code that with which a checkout would fail or be refused */
    record Problem(String code, String detail) {}

    record Total(String currency, long amount) {}

    static CartResource of(Cart cart, Map<ListingId, Offer> offers, AccountId owner) {
        String currency = mainCurrency(cart, offers);
        List<Item> items = cart.lines().stream().map(line -> item(line, offers.get(line.listing()), owner, currency)).toList();
        return new CartResource(items, totals(items), cart.updatedAt(), cart.version());
    }

    /** That of the first line that has a price; the others must have it too. Empty when none has one. */
    private static String mainCurrency(Cart cart, Map<ListingId, Offer> offers) {
        for (Line line : cart.lines()) {
            Offer offer = offers.get(line.listing());
            if (offer != null) {
                return offer.price().currency().code();
            }
        }
        return "";
    }

    private static Item item(Line line, @Nullable Offer offer, AccountId owner, String mainCurrency) {
        Money price = offer == null ? null : offer.price();
        return new Item(
                line.listing().value(),
                line.quantity(),
                offer == null ? null : offer.name(),
                offer == null ? null : offer.seller().value(),
                price == null ? null : price.amountMinor(),
                price == null ? null : price.currency().code(),
                price == null ? null : product(price, line.quantity()),
                line.price().amountMinor(),
                line.price().currency().code(),
                offer == null ? 0 : offer.available(),
                problems(line, offer, owner, mainCurrency));
    }

    private static @Nullable Long product(Money price, long quantity) {
        try {
            return price.times(quantity).amountMinor();
        } catch (ArithmeticException tooLarge) {
            return null;
        }
    }

    private static List<Problem> problems(Line line, @Nullable Offer offer, AccountId owner, String mainCurrency) {
        if (offer == null || !offer.isPublic()) {
            return List.of(new Problem("listing_unavailable", "It is not for sale any more. Take it out of the cart."));
        }
        List<Problem> problems = new ArrayList<>();
        if (offer.seller().equals(owner)) {
            problems.add(new Problem("own_listing", "It is your own listing, which you cannot buy."));
        }
        if (offer.available() < line.quantity()) {
            problems.add(new Problem("out_of_stock", offer.available() <= 0
                    ? "It is sold out."
                    : "Only " + offer.available() + " are left."));
        }
        if (!offer.price().equals(line.price())) {
            problems.add(new Problem("price_changed", "A unit cost " + line.price() + " when it was put in and is " + offer.price()
                    + " now (minor units). Put it in with price_amount " + offer.price().amountMinor() + " to agree."));
        }
        if (!offer.price().currency().code().equals(mainCurrency)) {
            problems.add(new Problem("mixed_currencies", "It is priced in " + offer.price().currency() + ", what stands before it in "
                    + mainCurrency + ". Buy them in one checkout a currency."));
        }
        if (product(offer.price(), line.quantity()) == null) {
            problems.add(new Problem("total_too_large", "So many cost more than any payment can be."));
        }
        return problems;
    }

    private static List<Total> totals(List<Item> items) {
        Map<String, Long> totals = new TreeMap<>();
        for (Item item : items) {
            if (item.priceCurrency() != null && item.totalAmount() != null) {
                // At most 50 amounts of at most 10^15.
                totals.merge(item.priceCurrency(), item.totalAmount(), Long::sum);
            }
        }
        return totals.entrySet().stream().map(total -> new Total(total.getKey(), total.getValue())).toList();
    }
}
