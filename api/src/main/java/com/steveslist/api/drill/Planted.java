package com.steveslist.api.drill;

import com.steveslist.api.client.Answer;
import com.steveslist.api.client.SteveslistClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Somebody who writes one unmistakable word into every field that can hold something personal, and does everything that people do.
 *
 * @param word of letters that no other text has
 * @param key an API key of theirs
 * @param order that they bought and cancelled
 */
record Planted(String word, String accountId, String email, String password, SteveslistClient caller, String key, String order) {

    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(60);
    private static final int LETTERS = 14;
    private static final long PRICE_MINOR = 2_500;
    private static final long PART_MINOR = 700;

    /** A word of letters and digits that begins with a letter. */
    static String newWord() {
        StringBuilder word = new StringBuilder("zq");
        ThreadLocalRandom.current().ints(LETTERS, 0, Character.MAX_RADIX)
                .forEach(digit -> word.append(Character.forDigit(digit, Character.MAX_RADIX)));
        return word.toString();
    }

    /**
     * Signs somebody up and plants the word.
     *
     * @param market sells {@code listing} to them, and buys from them
     * @param listing with many units
     */
    static Planted plant(SteveslistClient everybody, String word, Trader market, String listing) {
        SteveslistClient client = everybody.elsewhere().with("User-Agent", "Mozilla/5.0 (X11; Linux; " + word + ") Firefox/140.0");
        String email = word + "@" + word + ".example";
        String password = word + " is their password";
        String accountId = client.post("/v1/accounts", Map.of("email", email, "password", password, "name", "Mx " + word), newKey())
                .expected("sign up").text("id");
        String token =
                client.postAgainAndAgain("/v1/sessions", Map.of("email", email, "password", password)).expected("sign in").text("token");
        SteveslistClient own = client.as(token);
        String key = own.postAgainAndAgain("/v1/api-keys", Map.of("name", word + "'s laptop")).expected("make a key").text("key");
        String order = buys(own, word, listing);
        cancels(own, order, word);
        Planted planted = new Planted(word, accountId, email, password, own, key, order);
        planted.writesElsewhere(listing);
        planted.sells(market);
        planted.isRefused(client);
        planted.awaitSettled(order);
        return planted;
    }

    private void writesElsewhere(String listing) {
        caller.patch("/v1/accounts/me", Map.of("name", word + " the Second", "city", "New " + word, "country", "US"), newKey())
                .expected("move");
        caller.postAgainAndAgain("/v1/oauth-clients",
                Map.of("name", word + "'s program", "redirect_uris", List.of("https://program.example/back"), "scopes",
                        List.of("orders:read")))
                .expected("register a program");
        caller.post("/v1/saved-searches", Map.of("name", "Like " + word, "query", Map.of("q", word + " lamp")), newKey())
                .expected("save a search");
        caller.get("/v1/search/listings?q=" + word).expected("search");
        caller.get("/v1/search/suggestions?q=" + word).expected("type");
        caller.put("/v1/cart", Map.of("items", List.of(Map.of("listing_id", listing, "quantity", 2)))).expected("put into the cart");
        caller.postAgainAndAgain("/v1/password-resets", Map.of("email", email)).expected("ask for a new password");
        Map<String, Object> question = Map.of("query", "query Q($name: String!) { searchListings(text: $name, first: 1) { nodes { id } } }",
                "variables", Map.of("name", word));
        caller.postAgainAndAgain("/graphql", question).expected("ask");
    }

    private static String buys(SteveslistClient own, String word, String listing) {
        Map<String, Object> address =
                Map.of("name", "Mx " + word, "line1", "1 " + word + " Street", "line2", "c/o " + word, "city", "Old " + word,
                        "state", word, "postal_code", word, "country", "US");
        Map<String, Object> body = Map.of("items", List.of(Map.of("listing_id", listing, "quantity", 1)), "payment_method", "pm_card_ok",
                "shipping_address", address);
        Answer bought = own.with("Prefer", "wait=30").post("/v1/checkouts", body, newKey()).expected("check out");
        String order = bought.data().at("/orders/0/id").asString("");
        if (order.isEmpty()) {
            throw new IllegalStateException("the checkout made no order: " + bought.data());
        }
        return order;
    }

    private static void cancels(SteveslistClient own, String order, String word) {
        own.post("/v1/orders/" + order + "/cancel", Map.of("reason", word + " has changed their mind"), newKey()).expected("cancel");
    }

    /** Gives a part back, then all. */
    private void sells(Trader market) {
        String own = caller.post("/v1/listings", Map.of("name", "A thing", "country", "US", "city", "Reno", "price_amount", PRICE_MINOR,
                "price_currency", "usd", "quantity", 3), newKey()).expected("list").text("id");
        Answer bought =
                market.caller().with("Prefer", "wait=30").post("/v1/checkouts", Trader.cart(List.of(own), 1, "pm_card_ok"), newKey())
                        .expected("buy from them");
        String sold = bought.data().at("/orders/0/id").asString("");
        caller.post("/v1/orders/" + sold + "/refunds", Map.of("amount", PART_MINOR, "reason", word + " is generous"), newKey())
                .expected("refund");
        awaitRefund(sold, "partial");
        cancels(caller, sold, word);
        awaitSettled(sold);
    }

    /** What is wrong may be told in a log. */
    private void isRefused(SteveslistClient client) {
        caller.patch("/v1/accounts/me", Map.of("city", word.repeat(30), word, word), newKey());
        client.post("/v1/accounts", Map.of("email", email, "password", password, "name", word), newKey());
        client.postAgainAndAgain("/v1/sessions", Map.of("email", email, "password", "not " + word));
        client.get("/v1/listings/" + word);
        caller.postAgainAndAgain("/graphql", Map.of("query", "{ " + word + " }"));
    }

    void awaitSettled(String cancelled) {
        awaitRefund(cancelled, "full");
    }

    private void awaitRefund(String of, String status) {
        Instant giveUpAt = Instant.now().plus(SETTLED_WITHIN);
        while (!caller.get("/v1/orders/" + of).text("refund_status").equals(status)) {
            if (Instant.now().isAfter(giveUpAt)) {
                throw new IllegalStateException("the refund of " + of + " does not end");
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    /** One more order, which stands in the way of an erasure until it is cancelled. */
    String buysOnceMore(String listing) {
        return buys(caller, word, listing);
    }

    void cancels(String open) {
        cancels(caller, open, word);
        awaitSettled(open);
    }

    /** Asks to be erased. @param waitSeconds for how long to wait for the end */
    Answer erases(SteveslistClient node, int waitSeconds) {
        return node.as(caller.header("Authorization").substring("Bearer ".length()))
                .with("Prefer", "wait=" + waitSeconds)
                .delete("/v1/accounts/me", Map.of("password", password));
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }

    /** Nothing that an error would tell. */
    @Override
    public String toString() {
        return accountId;
    }
}
