package com.steveslist.api.drill;

import com.steveslist.api.client.Answer;
import com.steveslist.api.client.SteveslistClient;
import java.util.List;
import java.util.Map;

/** Somebody who takes part in a drill. @param caller calls the API as this trader */
record Trader(String accountId, SteveslistClient caller) {
    private static final String PASSWORD = "only-for-this-drill";

    /** Signs up and in. @param name new on this stack */
    static Trader register(SteveslistClient everybody, String name) {
        SteveslistClient client = everybody.elsewhere();
        String email = name + "@drill.example";
        Answer account = client.post("/v1/accounts", Map.of("email", email, "password", PASSWORD, "name", name), name)
                .expected("sign up " + name);
        String token = client.postAgainAndAgain("/v1/sessions", Map.of("email", email, "password", PASSWORD))
                .expected("sign in " + name)
                .text("token");
        return new Trader(account.text("id"), client.as(token));
    }

    /** @return the listing's id */
    String list(String name, long quantity, long priceMinor) {
        return caller.post(
                "/v1/listings",
                Map.of("name", name, "country", "US", "city", "San Francisco", "category", "drill", "price_amount", priceMinor,
                        "price_currency", "usd", "quantity", quantity),
                accountId + "-" + name)
                .expected("list " + name)
                .text("id");
    }

    /** The body of a checkout. */
    static Map<String, Object> cart(List<String> listings, long quantity, String card) {
        return Map.of(
                "items", listings.stream().map(listing -> Map.of("listing_id", listing, "quantity", quantity)).toList(),
                "payment_method", card,
                "shipping_address", Map.of("name", "D. Rill", "line1", "1 Drill Hall", "city", "San Francisco", "country", "US"));
    }
}
