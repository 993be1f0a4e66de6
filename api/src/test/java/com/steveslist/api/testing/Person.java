package com.steveslist.api.testing;

import com.steveslist.api.client.Answer;
import com.steveslist.api.client.SteveslistClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Somebody with an account on {@link SharedApplication}. @param calls the API as this person */
public record Person(String id, String email, String password, SteveslistClient calls) {
    private static final AtomicLong NUMBER = new AtomicLong();
    private static final String PASSWORD = "correct horse battery staple";

    /** Signs somebody new up and in. */
    public static Person newcomer(String name) {
        SteveslistClient anybody = anybody();
        String email = "person-" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet() + "@people.example";
        Answer account = anybody.post("/v1/accounts", Map.of("email", email, "password", PASSWORD, "name", name))
                .expected("sign up");
        String token =
                anybody.postAgainAndAgain("/v1/sessions", Map.of("email", email, "password", PASSWORD)).expected("sign in").text("token");
        return new Person(account.text("id"), email, PASSWORD, anybody.as(token));
    }

    /** The same person on another device. */
    public static SteveslistClient again(Person person) {
        Map<String, String> credentials = Map.of("email", person.email(), "password", person.password());
        return anybody().as(anybody().postAgainAndAgain("/v1/sessions", credentials).expected("sign in").text("token"));
    }

    /** A client without any credentials. */
    public static SteveslistClient anybody() {
        return SteveslistClient.of(SharedApplication.address(), Duration.ofSeconds(30));
    }

    /** A key that was never used before. */
    public static String newKey() {
        return "key-" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet();
    }

    /** Lists something. @param more fields beside those that are required */
    public Answer lists(String name, long quantity, long priceMinor, Map<String, Object> more) {
        Map<String, Object> listing = new LinkedHashMap<>(Map.of(
                "name", name, "country", "US", "city", "San Francisco", "price_amount", priceMinor, "price_currency", "usd",
                "quantity", quantity));
        listing.putAll(more);
        return calls.post("/v1/listings", listing, newKey()).expected("list " + name);
    }

    /** Buys, and waits for the outcome. */
    public Answer buys(String listingId, long quantity, String card) {
        Map<String, Object> body = Map.of(
                "items", java.util.List.of(Map.of("listing_id", listingId, "quantity", quantity)),
                "payment_method", card,
                "shipping_address",
                Map.of("name", "Steve Steveington", "line1", "19 Century Literature Aisle", "city", "San Francisco", "country", "US"));
        return calls.with("Prefer", "wait=30").post("/v1/checkouts", body, newKey()).expected("check out");
    }

    /** The same person reading nothing older than an answer. */
    public SteveslistClient after(Answer answer) {
        return calls.with("Consistency-Token", answer.header("Consistency-Token").orElseThrow());
    }
}
