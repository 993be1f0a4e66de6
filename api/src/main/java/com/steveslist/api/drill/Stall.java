package com.steveslist.api.drill;

import com.steveslist.api.client.Answer;
import com.steveslist.api.client.SteveslistClient;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One seller with one thing to sell and one buyer, who change things one after the other and say where each change must show. */
final class Stall {
    /** Kinds of {@link #write}. */
    static final int KINDS = 9;
    private static final long PLENTY = 1_000_000;
    private static final long FIRST_PRICE = 1_00;

    private final Trader seller;
    private final Trader buyer;
    private final String word;
    private final String listing;
    private int number;

    /** @param word that stands in no other listing's name */
    Stall(SteveslistClient client, String word) {
        this.word = word;
        this.seller = Trader.register(client, word + "-seller");
        this.buyer = Trader.register(client, word + "-buyer");
        this.listing = seller.list(word, PLENTY, FIRST_PRICE);
    }

    /**
     * A change that was acknowledged.
     *
     * @param where the read model that is read
     * @param reader who asks
     * @param shows whether an answer is no older than the change
     */
    record Written(String where, Answer answer, SteveslistClient reader, String path, Predicate<Answer> shows) {
        String token() {
            return answer.header("Consistency-Token").orElseThrow();
        }
    }

    /** The next change. */
    Written write(int kind) {
        number++;
        return switch (kind) {
            case 0 -> listed("view.listing", "/v1/listings/%1$s", answer -> answer.isSuccess());
            case 1 -> listed("view.listing", "/v1/listings?limit=5&sort=-created_at&seller_id=" + seller.accountId(), null);
            case 2 -> listed("index.listing", "/v1/search/listings?q=%2$s", null);
            case 3 -> priced("view.listing", "/v1/listings/" + listing, answer -> price(answer.data()));
            case 4 -> priced("index.listing", "/v1/search/listings?q=" + word,
                    answer -> answer.items().stream().filter(this::isOurs).mapToLong(Stall::price).findFirst().orElse(-1));
            case 5 -> renamed();
            case 6 -> checkedOut("view.checkout", false);
            case 7 -> checkedOut("view.order", true);
            case 8 -> checkedOut("view.payment", true);
            default -> throw new IllegalArgumentException("no kind " + kind);
        };
    }

    private Written listed(String where, String path, @Nullable Predicate<Answer> shows) {
        String name = word + "x" + number;
        Answer answer = seller.caller().post("/v1/listings", Map.of("name", name, "country", "US", "city", "San Francisco", "category",
                "drill", "price_amount", 5_00, "price_currency", "usd", "quantity", 1), name).expected("list");
        String id = answer.text("id");
        return new Written(where, answer, seller.caller(), String.format(Locale.ROOT, path, id, name),
                shows != null ? shows : found -> found.items().stream().anyMatch(item -> id.equals(item.path("id").asString())));
    }

    private Written priced(String where, String path, ToLongFunction<Answer> shown) {
        long price = FIRST_PRICE + number;
        Answer answer = seller.caller().patch("/v1/listings/" + listing, Map.of("price_amount", price), word + "-" + number)
                .expected("change the price");
        return new Written(where, answer, seller.caller(), path, found -> shown.applyAsLong(found) == price);
    }

    private Written renamed() {
        String name = "Stall " + number;
        Answer answer = buyer.caller().patch("/v1/accounts/me", Map.of("name", name), word + "-" + number).expected("change the name");
        return new Written("view.account", answer, buyer.caller(), "/v1/accounts/me", found -> name.equals(found.text("name")));
    }

    private Written checkedOut(String where, boolean wait) {
        SteveslistClient caller = wait ? buyer.caller().with("Prefer", "wait=30") : buyer.caller();
        Answer answer = caller.post("/v1/checkouts", Trader.cart(List.of(listing), 1, "pm_card_ok"), word + "-" + number)
                .expected("check out");
        boolean completed = "completed".equals(answer.text("status"));
        String checkout = answer.text("id");
        if ("view.checkout".equals(where) || !completed) {
            return new Written("view.checkout", answer, buyer.caller(), "/v1/checkouts?limit=5",
                    found -> found.items().stream().anyMatch(item -> checkout.equals(item.path("id").asString())));
        }
        if ("view.order".equals(where)) {
            String order = answer.data().path("orders").path(0).path("id").asString();
            return new Written(where, answer, buyer.caller(), "/v1/orders?role=buyer&limit=5", found -> found.items().stream()
                    .anyMatch(item -> order.equals(item.path("id").asString()) && !"pending".equals(item.path("status").asString())));
        }
        return new Written(where, answer, buyer.caller(), "/v1/payments/" + answer.text("payment_id"),
                found -> "captured".equals(found.text("status")));
    }

    private boolean isOurs(JsonNode hit) {
        return listing.equals(hit.path("id").asString());
    }

    private static long price(JsonNode shown) {
        return shown.path("price_amount").asLong();
    }
}
