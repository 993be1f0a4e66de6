package com.steveslist.api.drill;

import com.steveslist.api.client.Answer;
import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.demo.Crowd;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/** Sellers who give back a little of every purchase of which they hear that it is paid; and the question what became of it. */
final class Refunds {
    static final long AMOUNT_MINOR = 1_00;
    private static final int AT_ONCE = 16;
    private static final int EXAMPLES = 10;
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(90);
    private static final Map<String, Long> BODY = Map.of("amount", AMOUNT_MINOR);

    private final Shoppers shoppers;
    private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();

    Refunds(Shoppers shoppers) {
        this.shoppers = shoppers;
    }

    /** A refund that was acknowledged. */
    private record Asked(SteveslistClient seller, String path, String key, Answer answer) {
        String id() {
            return answer.text("id");
        }
    }

    /**
     * What became of them.
     *
     * @param lost not there, or without the money given back
     * @param twice more than were asked for
     * @param contradicted those whose key gave another answer the second time
     */
    record Findings(int asked, int lost, int twice, int contradicted, List<String> problems) {}

    /** Refunds a part of the first order when the purchase is known to be paid. */
    void after(Purchase purchase) {
        JsonNode order = purchase.answer().data().path("orders").path(0);
        if ("completed".equals(purchase.answer().text("status"))) {
            SteveslistClient seller = shoppers.seller(order.path("seller_id").asString()).caller();
            String path = "/v1/orders/" + order.path("id").asString() + "/refunds";
            String key = "refund-" + purchase.key();
            asked.add(new Asked(seller, path, key, seller.post(path, BODY, key).expected("refund")));
        }
    }

    Findings askAfterEach() {
        AtomicInteger lost = new AtomicInteger();
        AtomicInteger twice = new AtomicInteger();
        AtomicInteger contradicted = new AtomicInteger();
        Queue<String> problems = new ConcurrentLinkedQueue<>();
        new Crowd(AT_ONCE).each(asked, refund -> {
            Answer again = refund.seller().post(refund.path(), BODY, refund.key());
            if (!again.text("id").equals(refund.id()) || !again.header("Idempotent-Replayed").orElse("").equals("true")) {
                contradicted.incrementAndGet();
                problems.add(refund.key() + " was " + refund.id() + ", sent again it is " + again.status() + " " + again.text("id"));
            }
            Answer ended = untilEnded(refund);
            if (!"succeeded".equals(ended.text("status"))) {
                lost.incrementAndGet();
                problems.add(refund.id() + " ended as " + ended.status() + " " + ended.text("status"));
            }
            int there = refund.seller().get(refund.path()).expected("list refunds").items().size();
            if (there > 1) {
                twice.addAndGet(there - 1);
                problems.add(refund.path() + " has " + there + " where one was asked for");
            }
            return there;
        }, () -> {});
        return new Findings(asked.size(), lost.get(), twice.get(), contradicted.get(), problems.stream().limit(EXAMPLES).toList());
    }

    private static Answer untilEnded(Asked refund) {
        SteveslistClient reader = refund.seller().with("Consistency-Token", refund.answer().header("Consistency-Token").orElse(""));
        Instant giveUpAt = Instant.now().plus(ENDS_WITHIN);
        Answer answer = reader.get("/v1/refunds/" + refund.id());
        while ("processing".equals(answer.text("status")) && Instant.now().isBefore(giveUpAt)) {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            answer = reader.get("/v1/refunds/" + refund.id());
        }
        return answer;
    }
}
