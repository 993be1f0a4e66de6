package com.steveslist.api.demo;

import com.steveslist.api.demo.Catalogue.Cart;
import com.steveslist.api.demo.Catalogue.Line;
import com.steveslist.api.demo.Catalogue.Person;
import com.steveslist.api.demo.Catalogue.Product;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;

/** Who sells what, who pays with which card, and what becomes of an order: drawn by lot, the same lots for the same seed. */
final class Casting {
    /** What the catalogue's prices are in. */
    static final String CURRENCY = "usd";

    private static final int PEOPLE_A_SELLER = 6;
    private static final long SELLING = 1;
    private static final long FATE = 2;

    private final long seed;
    private final List<Person> sellers;
    private final Map<Long, Long> chosenSellers = new HashMap<>();
    private final Map<Long, Card> cards = new HashMap<>();

    Casting(Catalogue catalogue, long seed) {
        this.seed = seed;
        this.sellers = java.util.stream.IntStream.range(0, catalogue.people().size())
                .filter(i -> i % PEOPLE_A_SELLER == 0)
                .mapToObj(catalogue.people()::get)
                .toList();
        for (Product product : catalogue.products()) {
            Long named = product.sellerId();
            chosenSellers.put(product.id(), named != null ? named : drawnSeller(product));
        }
        dealCards(catalogue);
    }

    /** The built-in provider's test cards, and how many carts in a hundred pay with each. */
    enum Card {
        OK("pm_card_ok", 0),
        DECLINED("pm_card_declined", 4),
        INSUFFICIENT_FUNDS("pm_card_insufficient_funds", 3),
        TIMEOUT("pm_card_timeout", 1),
        CAPTURE_FAILS("pm_card_capture_fails", 3),
        REFUND_FAILS_ONCE("pm_card_refund_fails_once", 4),
        REFUND_FAILS("pm_card_refund_fails", 2);

        final String id;
        private final int percent;

        Card(String id, int percent) {
            this.id = id;
            this.percent = percent;
        }

        /** What a checkout may fail with because of this card; empty when it must not. */
        String failure() {
            return switch (this) {
                case DECLINED -> "card_declined";
                case INSUFFICIENT_FUNDS -> "insufficient_funds";
                case TIMEOUT -> "payment_timeout";
                case CAPTURE_FAILS -> "capture_failed";
                case OK, REFUND_FAILS_ONCE, REFUND_FAILS -> "";
            };
        }
    }

    /** What becomes of an order after it is paid, and of how many in a hundred. */
    enum Fate {
        DELIVERED(44),
        DELIVERED_THEN_REFUNDED_IN_PART(12),
        DELIVERED_THEN_REFUNDED_IN_FULL(6),
        SHIPPED(12),
        SHIPPED_THEN_REFUNDED_IN_PART(4),
        REFUNDED_BEFORE_SHIPPING(4),
        CANCELLED_BY_BUYER(6),
        CANCELLED_BY_SELLER(4),
        LEFT_WAITING(8);

        private final int percent;

        Fate(int percent) {
            this.percent = percent;
        }
    }

    /** The id of the person who sells a product. */
    long sellerOf(Product product) {
        return chosenSellers.getOrDefault(product.id(), 0L);
    }

    Card cardOf(Cart cart) {
        return cards.getOrDefault(cart.id(), Card.OK);
    }

    /** @param sellerId the person who sells this order of the cart */
    Fate fateOf(Cart cart, long sellerId) {
        Card card = cardOf(cart);
        if (card == Card.REFUND_FAILS || card == Card.REFUND_FAILS_ONCE) {
            return Fate.DELIVERED_THEN_REFUNDED_IN_PART;
        }
        int lot = random(FATE, cart.id() * 1_000_003 + sellerId).nextInt(100);
        for (Fate fate : Fate.values()) {
            lot -= fate.percent;
            if (lot < 0) {
                return fate;
            }
        }
        return Fate.LEFT_WAITING;
    }

    private long drawnSeller(Product product) {
        return sellers.get(random(SELLING, product.id()).nextInt(sellers.size())).id();
    }

    /** Cards with a mind of their own go to carts that should get as far as paying; at least one of each. */
    private void dealCards(Catalogue catalogue) {
        List<Cart> likely = new ArrayList<>(catalogue.carts().stream().filter(cart -> canBePaid(cart, catalogue)).toList());
        likely.sort(Comparator.comparingLong(Cart::id));
        Collections.shuffle(likely, new Random(seed));
        int next = 0;
        for (Card card : Card.values()) {
            int share = card == Card.OK ? 0 : Math.max(1, catalogue.carts().size() * card.percent / 100);
            for (int i = 0; i < share && next < likely.size(); i++) {
                cards.put(likely.get(next++).id(), card);
            }
        }
    }

    private boolean canBePaid(Cart cart, Catalogue catalogue) {
        for (Line line : cart.lines()) {
            boolean own = chosenSellers.getOrDefault(line.productId(), 0L) == cart.personId();
            if (own || catalogue.unitsOf(line.productId()) < line.quantity()) {
                return false;
            }
        }
        return true;
    }

    private SplittableRandom random(long what, long which) {
        return new SplittableRandom(seed * 1_000_000_007 + what * 998_244_353 + which);
    }
}
