package com.steveslist.api.drill;

import com.steveslist.api.client.Answer;
import com.steveslist.api.demo.Crowd;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Asks after every purchase: is it there, once, and as it was said? */
final class Inquest {
    private static final int AT_ONCE = 16;
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(90);
    private static final int EXAMPLES = 10;

    private final Shoppers shoppers;
    private final List<Purchase> purchases;
    private final Queue<String> problems = new ConcurrentLinkedQueue<>();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger contradicted = new AtomicInteger();
    private final AtomicInteger completed = new AtomicInteger();
    private final Set<String> explained = ConcurrentHashMap.newKeySet();

    Inquest(Shoppers shoppers, List<Purchase> purchases) {
        this.shoppers = shoppers;
        this.purchases = purchases;
    }

    record Findings(int sentAgain, int lost, int twice, int contradicted, int completed, List<String> problems) {}

    Findings hold() {
        new Crowd(AT_ONCE).each(purchases, this::askAfter, () -> {});
        Set<String> acknowledged = purchases.stream().map(Purchase::checkoutId).collect(Collectors.toSet());
        int twice = shoppers.buyers().stream()
                .mapToInt(buyer -> unexplained(buyer, "/v1/orders?role=buyer", "cancelled", explained)
                        + unexplained(buyer, "/v1/checkouts?", "", acknowledged))
                .sum();
        return new Findings(purchases.size(), lost.get(), twice, contradicted.get(), completed.get(),
                problems.stream().limit(EXAMPLES).toList());
    }

    private boolean askAfter(Purchase purchase) {
        Answer again = purchase.buyer().caller().post("/v1/checkouts", purchase.body(), purchase.key());
        if (!again.isSuccess() || !again.text("id").equals(purchase.checkoutId())
                || !again.header("Idempotent-Replayed").orElse("").equals("true")) {
            contradicted.incrementAndGet();
            problems.add(
                    purchase.key() + " was " + purchase.checkoutId() + ", sent again it is " + again.status() + " " + again.text("id"));
        }
        Answer ended = untilEnded(purchase);
        if (ended.status() == 404) {
            lost.incrementAndGet();
            problems.add(purchase.checkoutId() + " is not there");
            return false;
        }
        if (purchase.isDecided() && !Purchase.outcome(purchase.answer()).equals(Purchase.outcome(ended))) {
            contradicted.incrementAndGet();
            problems.add(purchase.checkoutId() + " was " + Purchase.outcome(purchase.answer()) + ", now " + Purchase.outcome(ended));
        }
        if ("processing".equals(ended.text("status"))) {
            lost.incrementAndGet();
            problems.add(purchase.checkoutId() + " does not end");
        }
        if ("completed".equals(ended.text("status"))) {
            completed.incrementAndGet();
            ended.data().path("orders").valueStream().forEach(order -> explained.add(order.path("id").asString()));
        }
        return true;
    }

    private static Answer untilEnded(Purchase purchase) {
        String path = "/v1/checkouts/" + purchase.checkoutId();
        String token = purchase.answer().header("Consistency-Token").orElse("");
        Instant giveUpAt = Instant.now().plus(ENDS_WITHIN);
        Answer answer = purchase.buyer().caller().with("Consistency-Token", token).get(path);
        while ("processing".equals(answer.text("status")) && Instant.now().isBefore(giveUpAt)) {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            answer = purchase.buyer().caller().get(path);
        }
        return answer;
    }

    /** Orders that were paid although no completed checkout names them; checkouts that nobody was told of. */
    private int unexplained(Trader buyer, String list, String except, Set<String> known) {
        Set<String> there = new HashSet<>();
        String cursor = "";
        do {
            Answer page = buyer.caller().get(list + "&limit=100" + cursor).expected("list");
            for (JsonNode item : page.items()) {
                if (!except.equals(item.path("status").asString())) {
                    there.add(item.path("id").asString());
                }
            }
            String next = page.body().path("pagination").path("next_cursor").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        there.removeAll(known);
        there.forEach(id -> problems.add(id + " was not acknowledged, or belongs to no checkout that was"));
        return there.size();
    }
}
