package com.steveslist.api.cart;

import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cart as it is kept. Immutable.
 *
 * @param version rises when lines change; 0 before the first
 * @param revision rises with every write
 * @param purchases checkouts of this cart whose end is not known here yet
 * @param updatedAt of the last change of lines; null before the first
 */
record Cart(long version, long revision, List<Line> lines, List<Purchase> purchases, @Nullable Instant updatedAt) {

    static final int MOST_LINES = 50;

    /** What is neither known to the log nor older than this may still be on its way there. */
    private static final long STARTS_WITHIN_SECONDS = 60;

    /** @param price a unit's, when it was put in */
    record Line(ListingId listing, long quantity, Money price) {}

    /** @param bought units by listing */
    record Purchase(CheckoutId checkout, Instant startedAt, Map<ListingId, Long> bought) {}

    /** What has become of a checkout. */
    enum Progress {
        /** The log does not have it. */
        UNKNOWN,
        PROCESSING,
        COMPLETED,
        FAILED
    }

    static Cart empty() {
        return new Cart(0, 0, List.of(), List.of(), null);
    }

    Cart with(List<Line> newLines, Instant now) {
        return new Cart(version + 1, revision + 1, List.copyOf(newLines), purchases, now);
    }

    Cart buying(Purchase purchase) {
        List<Purchase> more = new ArrayList<>(purchases);
        more.add(purchase);
        return new Cart(version, revision + 1, lines, List.copyOf(more), updatedAt);
    }

    Cart notBuying(CheckoutId checkout) {
        return settled(Map.of(checkout, Progress.FAILED), Instant.MIN);
    }

    /** Takes out what was bought, and forgets checkouts that have ended. This cart itself when there is nothing to do. */
    Cart settled(Map<CheckoutId, Progress> checkouts, Instant now) {
        List<Purchase> open = new ArrayList<>();
        List<Line> left = lines;
        for (Purchase purchase : purchases) {
            switch (checkouts.getOrDefault(purchase.checkout(), Progress.PROCESSING)) {
                case COMPLETED -> left = without(left, purchase.bought());
                case PROCESSING -> open.add(purchase);
                case UNKNOWN -> {
                    if (now.isBefore(purchase.startedAt().plusSeconds(STARTS_WITHIN_SECONDS))) {
                        open.add(purchase);
                    }
                }
                case FAILED -> {
                    // Its lines stay.
                }
            }
        }
        if (open.size() == purchases.size()) {
            return this;
        }
        boolean same = left.equals(lines);
        return new Cart(same ? version : version + 1, revision + 1, left, List.copyOf(open), same ? updatedAt : now);
    }

    /** What can be bought now: not what is being bought already. */
    List<Line> open() {
        List<Line> open = lines;
        for (Purchase purchase : purchases) {
            open = without(open, purchase.bought());
        }
        return open;
    }

    private static List<Line> without(List<Line> lines, Map<ListingId, Long> bought) {
        List<Line> left = new ArrayList<>();
        for (Line line : lines) {
            long quantity = line.quantity() - bought.getOrDefault(line.listing(), 0L);
            if (quantity > 0) {
                left.add(new Line(line.listing(), quantity, line.price()));
            }
        }
        return List.copyOf(left);
    }

    /** Units by listing. */
    static Map<ListingId, Long> units(List<Line> lines) {
        Map<ListingId, Long> units = new HashMap<>();
        lines.forEach(line -> units.put(line.listing(), line.quantity()));
        return Map.copyOf(units);
    }
}
