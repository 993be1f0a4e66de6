package com.steveslist.api.demo;

import com.steveslist.api.client.Answer;
import com.steveslist.api.demo.Casting.Card;
import com.steveslist.api.demo.Catalogue.Cart;
import com.steveslist.api.demo.Catalogue.Coordinates;
import com.steveslist.api.demo.Catalogue.Line;
import com.steveslist.api.demo.Catalogue.Product;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/** The calls that buyers and sellers make. */
final class Market {
    /** A checkout ends within 30 s, however the provider hangs. */
    private static final String WAIT = "wait=30";
    private static final Duration CHECKOUT_PATIENCE = Duration.ofSeconds(60);
    private static final long POLL_NANOS = Duration.ofMillis(250).toNanos();

    private final String run;

    /** @param run goes into idempotency keys */
    Market(String run) {
        this.run = run;
    }

    /** A product on the market. */
    record Listed(Product product, String listingId) {}

    /**
     * How a checkout ended.
     *
     * @param failure its code; empty when it completed
     * @param surprising whether nothing in the demo can explain it
     */
    record Bought(Cart cart, Member buyer, String failure, List<String> orderIds, String token, boolean surprising) {}

    Listed publish(Product product, Member seller) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", product.name());
        if (product.description() != null) {
            body.put("description", product.description());
        }
        body.put("category", product.category());
        body.put("labels", product.labels());
        body.put("price_amount", product.priceMinor());
        body.put("price_currency", Casting.CURRENCY);
        body.put("quantity", product.stock());
        body.put("country", seller.person().address().country());
        body.put("city", seller.person().address().city());
        body.put("attributes", product.attributes());
        Coordinates place = product.coordinates();
        if (place != null) {
            body.put("latitude", place.latitude());
            body.put("longitude", place.longitude());
        }
        Answer answer = seller.caller()
                .post("/v1/listings", body, run + "-listing-" + product.id())
                .expected("list product " + product.id());
        return new Listed(product, answer.text("id"));
    }

    /** @param listed by product id */
    Bought checkOut(Cart cart, Member buyer, Card card, Map<Long, Listed> listed) {
        List<Map<String, Object>> items = cart.lines().stream().map(line -> item(line, listed)).toList();
        Map<String, Object> body =
                Map.of("items", items, "payment_method", card.id, "shipping_address", buyer.shippingAddress());
        Answer answer = buyer.caller()
                .with("Prefer", WAIT)
                .post("/v1/checkouts", body, run + "-cart-" + cart.id())
                .expected("check out cart " + cart.id());
        Answer ended = untilEnded(answer, buyer);
        String failure = ended.data().path("failure").path("code").asString("");
        List<String> orders = "completed".equals(ended.text("status"))
                ? ended.data().path("orders").valueStream().map(order -> order.path("id").asString()).toList()
                : List.of();
        boolean explained = failure.equals(card.failure()) || "out_of_stock".equals(failure) || "own_listing".equals(failure);
        return new Bought(cart, buyer, failure, orders, ended.header("Consistency-Token").orElse(""), !explained);
    }

    private static Map<String, Object> item(Line line, Map<Long, Listed> listed) {
        Listed thing = listed.get(line.productId());
        if (thing == null) {
            throw new IllegalArgumentException("a cart names product " + line.productId() + ", which the catalogue lacks");
        }
        return Map.of(
                "listing_id", thing.listingId(), "quantity", line.quantity(), "price_amount", thing.product().priceMinor());
    }

    private static Answer untilEnded(Answer first, Member buyer) {
        Answer answer = first;
        Instant giveUpAt = Instant.now().plus(CHECKOUT_PATIENCE);
        while ("processing".equals(answer.text("status"))) {
            if (Instant.now().isAfter(giveUpAt)) {
                throw new IllegalStateException("checkout " + answer.text("id") + " does not end");
            }
            LockSupport.parkNanos(POLL_NANOS);
            answer = buyer.caller().get("/v1/checkouts/" + answer.text("id")).expected("look at a checkout");
        }
        return answer;
    }

    /** An order as its buyer sees it, with everything that the checkout did. */
    JsonNode order(String orderId, Bought bought) {
        return bought.buyer()
                .caller()
                .with("Consistency-Token", bought.token())
                .get("/v1/orders/" + orderId)
                .expected("look at order " + orderId)
                .data();
    }

    void ship(String orderId, Member seller) {
        act(seller, orderId, "ship", Map.of("carrier", "Steve's van", "tracking_number", "SV-" + orderId));
    }

    void deliver(String orderId, Member buyer) {
        act(buyer, orderId, "deliver", Map.of());
    }

    void cancel(String orderId, Member side, String reason) {
        act(side, orderId, "cancel", Map.of("reason", reason));
    }

    private void act(Member who, String orderId, String what, Map<String, String> body) {
        who.caller()
                .post("/v1/orders/" + orderId + "/" + what, body, run + "-" + what + "-" + orderId)
                .expected(what + " order " + orderId);
    }

    /** @return the refund's id */
    String refund(String orderId, Member seller, long amountMinor) {
        return seller.caller()
                .post(
                        "/v1/orders/" + orderId + "/refunds",
                        Map.of("amount", amountMinor, "reason", "not as described, as described"),
                        run + "-refund-" + orderId)
                .expected("refund order " + orderId)
                .text("id");
    }

    /** How a refund ended. */
    String outcomeOf(String refundId, Member seller, Duration patience) {
        Instant giveUpAt = Instant.now().plus(patience);
        String status = "processing";
        while ("processing".equals(status) && Instant.now().isBefore(giveUpAt)) {
            LockSupport.parkNanos(POLL_NANOS);
            Answer refund = seller.caller().get("/v1/refunds/" + refundId);
            // Until the view has it, it is unknown.
            status = refund.status() == 404 ? "processing" : refund.expected("look at a refund").text("status");
        }
        return status;
    }
}
