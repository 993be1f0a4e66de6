package com.steveslist.api.drill;

import com.steveslist.api.client.Answer;
import com.steveslist.api.client.SteveslistClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/**
 * What can be asked of a busy market, growing while people buy: single things and lists of all five resources, by those who may. It also
 * makes the market busier: after a purchase, sellers ship, refund and change prices.
 */
final class PastQuestions {

    private static final int KINDS = 14;

    private final Shoppers shoppers;
    private final Map<String, List<Question>> byKind = new ConcurrentSkipListMap<>();
    private final AtomicInteger purchases = new AtomicInteger();

    PastQuestions(Shoppers shoppers) {
        this.shoppers = shoppers;
        for (Trader somebody : shoppers.buyers()) {
            know("listings, newest first", somebody.caller(), "/v1/listings?limit=5");
            know("listings by price", somebody.caller(), "/v1/listings?category=drill&sort=price_amount,-created_at&limit=5");
            know("listings by change", somebody.caller(), "/v1/listings?sort=-updated_at&limit=4");
            know("listings, counted", somebody.caller(), "/v1/listings?category=drill&offset=2&limit=3");
            know("orders, newest first", somebody.caller(), "/v1/orders?limit=5");
            know("orders by status", somebody.caller(), "/v1/orders?role=buyer&status=confirmed&status=shipped&sort=-updated_at&limit=5");
            know("checkouts", somebody.caller(), "/v1/checkouts?limit=5");
            know("payments", somebody.caller(), "/v1/payments?limit=5");
        }
    }

    /** @param kind as the drill's last line counts it */
    record Question(String kind, SteveslistClient who, String path) {}

    private void know(String kind, SteveslistClient who, String path) {
        byKind.computeIfAbsent(kind, _ -> new CopyOnWriteArrayList<>()).add(new Question(kind, who, path));
    }

    /** Whether something of every kind can be asked for by now. */
    boolean isOfEveryKind() {
        return byKind.size() == KINDS;
    }

    /** Of so many kinds, by lot, one question each. */
    List<Question> some(Random random, int kinds) {
        List<String> known = new ArrayList<>(byKind.keySet());
        Collections.shuffle(known, random);
        List<Question> some = new ArrayList<>();
        for (String kind : known.subList(0, Math.min(kinds, known.size()))) {
            List<Question> all = byKind.getOrDefault(kind, List.of());
            some.add(all.get(random.nextInt(all.size())));
        }
        return some;
    }

    /** To be called after each purchase that was acknowledged. */
    void after(Purchase purchase) {
        SteveslistClient buyer = purchase.buyer().caller();
        know("checkout", buyer, "/v1/checkouts/" + purchase.checkoutId());
        know("payment", buyer, "/v1/payments/" + purchase.answer().text("payment_id"));
        for (JsonNode order : purchase.answer().data().path("orders")) {
            SteveslistClient seller = shoppers.seller(order.path("seller_id").asString()).caller();
            String path = "/v1/orders/" + order.path("id").asString();
            know("order", buyer, path);
            know("order", seller, path);
            know("refunds of an order", buyer, path + "/refunds");
            actOn(path, seller, buyer, purchase.key());
        }
    }

    private void actOn(String order, SteveslistClient seller, SteveslistClient buyer, String key) {
        int number = purchases.incrementAndGet();
        if (number % 2 == 0) {
            Answer refund = seller.post(order + "/refunds", Map.of("amount", 100, "reason", "A scratch"), "refund-" + key + order)
                    .expected("refund");
            know("refund", seller, "/v1/refunds/" + refund.text("id"));
            know("refund", buyer, "/v1/refunds/" + refund.text("id"));
        }
        if (number % 3 == 0) {
            seller.post(order + "/ship", Map.of("carrier", "Van"), "ship-" + key + order).expected("ship");
        }
        if (number % 4 == 0) {
            String listing = seller.get(order).expected("order").data().at("/items/0/listing_id").asString();
            know("listing", seller, "/v1/listings/" + listing);
            know("listing", buyer, "/v1/listings/" + listing);
            seller.patch("/v1/listings/" + listing, Map.of("price_amount", 1_000 + number), "price-" + key + order).expected("price");
        }
    }
}
