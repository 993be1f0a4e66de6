package com.steveslist.api.drill.fuzz;

import com.steveslist.api.client.Answer;
import com.steveslist.api.client.SteveslistClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/**
 * Who is there: attackers who trade with each other, and two victims whose private data hold a word that no attacker may ever see.
 */
final class World {

    private static final String PASSWORD = "only-for-this-drill";

    private final SteveslistClient client;
    private final String run;
    private final String canary;
    private final List<Attacker> attackers = new ArrayList<>();
    private final Map<String, List<String>> own = new ConcurrentHashMap<>();
    private final Map<String, List<String>> foreign = new ConcurrentHashMap<>();
    private final List<String> dead = new ArrayList<>();
    private final List<String> cursors = new ArrayList<>();
    private final List<String> tokens = new ArrayList<>();
    private int number;

    /** An account that attacks. */
    record Attacker(String account, String session, String key, String keyId) {}

    private record Person(String account, String token, SteveslistClient calls) {}

    World(SteveslistClient client, String run, int attackers) {
        this.client = client;
        this.run = run;
        this.canary = "canary" + Long.toString(run.hashCode() & 0xffffffffL, Character.MAX_RADIX) + "x";
        victims();
        for (int i = 0; i < attackers; i++) {
            this.attackers.add(attacker());
        }
        trade();
        endings();
    }

    String canary() {
        return canary;
    }

    int size() {
        return attackers.size();
    }

    synchronized Attacker attacker(int index) {
        return attackers.get(index);
    }

    /** After its credentials were used up. */
    synchronized void replace(int index, Attacker dead) {
        if (attackers.get(index).equals(dead)) {
            attackers.set(index, attacker());
        }
    }

    /** An id of this kind, such as {@code listings}: mostly one's own, sometimes somebody else's, sometimes nobody's. */
    String id(RandomGenerator random, String kind) {
        List<String> mine = own.getOrDefault(kind, List.of());
        List<String> others = foreign.getOrDefault(kind, List.of());
        int lot = random.nextInt(10);
        if (lot < 6 && !mine.isEmpty()) {
            return Nasty.any(random, mine);
        }
        if (lot < 9 && !others.isEmpty()) {
            return Nasty.any(random, others);
        }
        return Nasty.encoded(random, Nasty.text(random));
    }

    /** A key or a token that opened something once. */
    String deadSecret(RandomGenerator random) {
        return Nasty.any(random, dead);
    }

    /** A cursor of some list; for any other list a foreign one. */
    String cursor(RandomGenerator random) {
        return Nasty.any(random, cursors);
    }

    /** A consistency token that was given out. */
    String token(RandomGenerator random) {
        return Nasty.any(random, tokens);
    }

    /** A key that was revoked, a session that was ended, and what lists give out to come back with. */
    private void endings() {
        SteveslistClient calls = client.as(attackers.getFirst().session());
        Answer key = calls.post("/v1/api-keys", Map.of("name", "soon revoked")).expected("make a key");
        calls.delete("/v1/api-keys/" + key.text("id")).expected("revoke");
        Person gone = person("attacker");
        gone.calls().delete("/v1/sessions/current").expected("sign out");
        dead.addAll(List.of(key.text("key"), gone.token()));
        for (String list : List.of("/v1/listings?limit=1", "/v1/listings?limit=1&sort=price_amount", "/v1/orders?limit=1",
                "/v1/search/listings?q=lamp&limit=1")) {
            Answer page = calls.get(list).expected("list");
            page.header("Consistency-Token").ifPresent(tokens::add);
            String cursor = page.body().path("pagination").path("next_cursor").asString("");
            if (!cursor.isEmpty()) {
                cursors.add(cursor);
            }
        }
    }

    List<String> foreignIds() {
        return foreign.values().stream().flatMap(List::stream).toList();
    }

    private Attacker attacker() {
        Person person = person("attacker");
        Answer key = person.calls().post("/v1/api-keys", Map.of("name", "fuzz")).expected("make a key");
        own.computeIfAbsent("api-keys", k -> new ArrayList<>());
        own.computeIfAbsent("accounts", k -> new ArrayList<>(List.of("me"))).add(person.account());
        return new Attacker(person.account(), person.token(), key.text("key"), key.text("id"));
    }

    private Person person(String role) {
        String name = role + "-" + run + "-" + number++;
        String email = (role.equals("attacker") ? "" : canary + "-") + name + "@drill.example";
        SteveslistClient there = client.elsewhere();
        Answer account = there.post("/v1/accounts", Map.of("email", email, "password", PASSWORD, "name", name), name).expected("sign up");
        String token =
                there.postAgainAndAgain("/v1/sessions", Map.of("email", email, "password", PASSWORD)).expected("sign in").text("token");
        return new Person(account.text("id"), token, there.as(token));
    }

    private void victims() {
        Person seller = person("victim");
        Person buyer = person("victim");
        buyer.calls().patch("/v1/accounts/me", Map.of("city", canary), run + "-city").expected("move");
        Answer key = seller.calls().post("/v1/api-keys", Map.of("name", canary)).expected("make a key");
        String draft = list(seller, Map.of("name", canary, "description", canary, "status", "draft"));
        String listing = list(seller, Map.of("quantity", 5));
        Answer bought = buy(buyer, listing, canary);
        String order = bought.data().path("orders").path(0).path("id").asString();
        String cancelled = buy(buyer, listing, canary).data().path("orders").path(0).path("id").asString();
        seller.calls().post("/v1/orders/" + cancelled + "/cancel", Map.of("reason", canary), run + "-cancel").expected("cancel");
        Answer refund = seller.calls().post("/v1/orders/" + order + "/refunds", Map.of("amount", 1, "reason", canary), run + "-refund")
                .expected("refund");
        seller.calls().post("/v1/orders/" + order + "/ship", Map.of("tracking_number", canary), run + "-ship").expected("ship");
        seller.calls().post("/v1/listings/" + listing + "/withdraw", Map.of(), run + "-withdraw").expected("withdraw");
        foreign.put("listings", List.of(draft, listing));
        foreign.put("orders", List.of(order, cancelled));
        foreign.put("refunds", List.of(refund.text("id")));
        foreign.put("checkouts", List.of(bought.text("id")));
        foreign.put("payments", List.of(bought.text("payment_id")));
        foreign.put("api-keys", List.of(key.text("id")));
        foreign.put("accounts", List.of(seller.account(), buyer.account()));
    }

    private void trade() {
        SteveslistClient seller = client.as(attackers.getFirst().session());
        SteveslistClient buyer = client.as(attackers.getLast().session());
        Person sells = new Person(attackers.getFirst().account(), "", seller);
        Person buys = new Person(attackers.getLast().account(), "", buyer);
        String listing = list(sells, Map.of("quantity", 1_000));
        own.put("listings", List.of(listing, list(sells, Map.of("status", "draft"))));
        JsonNode bought = buy(buys, listing, "Mallory").data();
        String order = bought.path("orders").path(0).path("id").asString();
        Answer refund = seller.post("/v1/orders/" + order + "/refunds", Map.of("amount", 1), run + "-own-refund").expected("refund");
        own.put("orders", List.of(order, buy(buys, listing, "Mallory").data().path("orders").path(0).path("id").asString()));
        own.put("refunds", List.of(refund.text("id")));
        own.put("checkouts", List.of(bought.path("id").asString()));
        own.put("payments", List.of(bought.path("payment_id").asString()));
        own.put("api-keys", List.of(attackers.getLast().keyId()));
    }

    private String list(Person seller, Map<String, Object> more) {
        Map<String, Object> listing = new LinkedHashMap<>(Map.of(
                "name", "Fuzz lamp", "country", "US", "city", "Reno", "category", "drill", "price_amount", 900, "price_currency", "usd"));
        listing.putAll(more);
        return seller.calls().post("/v1/listings", listing, run + "-" + number++).expected("list").text("id");
    }

    private Answer buy(Person buyer, String listing, String secret) {
        Map<String, Object> body = Map.of(
                "items", List.of(Map.of("listing_id", listing, "quantity", 1)),
                "payment_method", "pm_card_ok",
                "shipping_address", Map.of("name", secret, "line1", secret, "city", secret, "postal_code", "89501", "country", "US"));
        return buyer.calls().with("Prefer", "wait=30").post("/v1/checkouts", body, run + "-" + number++).expected("buy");
    }
}
