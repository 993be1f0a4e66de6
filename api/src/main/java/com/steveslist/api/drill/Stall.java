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
    static final int KINDS = 16;
    /** Kinds of {@link #readElsewhere}. */
    static final int ELSEWHERE = 6;
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
            case 9 -> refunded();
            case 10, 11, 12, 13, 14, 15 -> askedOfGraphql(kind);
            default -> throw new IllegalArgumentException("no kind " + kind);
        };
    }

    private Written askedOfGraphql(int kind) {
        return switch (kind) {
            case 10 -> {
                Written listed = write(0);
                yield listed.in("{ listing(id: \"" + listed.id() + "\") { id } }", data -> data.at("/listing/id").isString());
            }
            case 11 -> {
                Written listed = write(2);
                String query = "{ searchListings(text: \"" + word + "x" + number + "\") { nodes { id } } }";
                yield listed.in(query, data -> isAmong(data.at("/searchListings/nodes"), listed.id()));
            }
            case 12 -> {
                Written priced = write(3);
                long price = FIRST_PRICE + number;
                yield priced.in("{ node(id: \"" + listing + "\") { ... on Listing { price { amount } } } }",
                        data -> data.at("/node/price/amount").asLong(-1) == price);
            }
            case 13 -> {
                String name = "Stall " + (number + 1);
                yield write(5).in("{ me { name } }", data -> name.equals(data.at("/me/name").asString("")));
            }
            case 14 -> {
                Written bought = write(7);
                String order = bought.answer().data().at("/orders/0/id").asString("");
                // When it is not told in time that it is paid, its orders are there, but not confirmed.
                yield !"view.order".equals(bought.where())
                        ? bought
                        : bought.in("{ orders(filter: {statuses: [CONFIRMED]}, first: 5) { nodes { id } } }",
                                data -> isAmong(data.at("/orders/nodes"), order));
            }
            default -> {
                Written refunded = write(9);
                String order = refunded.answer().text("order_id");
                yield order.isEmpty()
                        ? refunded
                        : refunded.in("{ order(id: \"" + order + "\") { refunds(first: 50) { nodes { id } } } }",
                                data -> isAmong(data.at("/order/refunds/nodes"), refunded.id()));
            }
        };
    }

    private static boolean isAmong(JsonNode nodes, String id) {
        return nodes.valueStream().anyMatch(node -> id.equals(node.path("id").asString()));
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

    /** A part of an order that is paid; when it is not told in time that it is, the checkout stands for it. */
    private Written refunded() {
        Written paid = checkedOut("view.order", true);
        if (!"view.order".equals(paid.where())) {
            return paid;
        }
        String orders = "/v1/orders/" + paid.answer().data().path("orders").path(0).path("id").asString() + "/refunds";
        Answer answer = seller.caller().post(orders, Map.of("amount", 1), word + "-refund-" + number).expected("refund");
        String refund = answer.text("id");
        return new Written("view.refund", answer, buyer.caller(), orders,
                found -> found.items().stream().anyMatch(item -> refund.equals(item.path("id").asString())));
    }

    /** A change of the buyer's name, to be looked for where nothing of it stands: nothing else happens that would bring that forward. */
    Written readElsewhere(int kind) {
        number++;
        SteveslistClient caller = buyer.caller();
        Written renamed = renamed();
        return switch (kind) {
            case 0 -> new Written("view.listing", renamed.answer(), caller, "/v1/listings/" + listing, Answer::isSuccess);
            case 1 -> new Written("index.listing", renamed.answer(), caller, "/v1/search/listings?q=" + word,
                    answer -> answer.items().stream().anyMatch(this::isOurs));
            case 2 -> new Written("view.order", renamed.answer(), caller, "/v1/orders?role=buyer", Answer::isSuccess);
            case 3 -> new Written("view.checkout", renamed.answer(), caller, "/v1/checkouts", Answer::isSuccess);
            case 4 -> new Written("view.account", renamed.answer(), caller, renamed.asked(), renamed.shows());
            case 5 -> listed("index.listing", "/v1/search/listings?q=%2$s", null);
            default -> throw new IllegalArgumentException("no kind " + kind);
        };
    }

    private boolean isOurs(JsonNode hit) {
        return listing.equals(hit.path("id").asString());
    }

    private static long price(JsonNode shown) {
        return shown.path("price_amount").asLong();
    }
}
