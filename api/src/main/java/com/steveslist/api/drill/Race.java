package com.steveslist.api.drill;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import com.steveslist.api.client.Answer;
import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.demo.Crowd;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Many buyers want one unit each of the same few, at the same moment. */
public final class Race {
    private static final int SIGNING_UP_AT_ONCE = 8;
    private static final String SOLD = "completed";

    private final SteveslistClient client;
    private final int buyers;
    private final int units;

    /** @param client with patience */
    public Race(SteveslistClient client, int buyers, int units) {
        this.client = client;
        this.buyers = buyers;
        this.units = units;
    }

    /**
     * How it ended.
     *
     * @param outcomes {@code completed}, or why not, with how often
     * @param available units that the listing still offers
     * @param expected whether exactly the units there were went away, and everybody else was told {@code out_of_stock}
     */
    public record Result(String listingId, Map<String, Long> outcomes, long available, String listingStatus, boolean expected) {}

    public Result run() {
        String run = "race-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
        Trader seller = Trader.register(client, run + "-seller");
        String listing = seller.list(run, units, 1_00);
        Crowd signingUp = new Crowd(SIGNING_UP_AT_ONCE);
        List<Integer> numbers = IntStream.range(0, buyers).boxed().toList();
        List<Trader> traders = signingUp.each(numbers, number -> Trader.register(client, run + "-" + number), () -> {});
        Map<String, Object> cart = Trader.cart(List.of(listing), 1, "pm_card_ok");
        List<Answer> answers = new Crowd(buyers).each(traders, buyer -> buyer.caller()
                .with("Prefer", "wait=30")
                .post("/v1/checkouts", cart, buyer.accountId())
                .expected("check out"), () -> {});
        Map<String, Long> outcomes = answers.stream().map(Race::outcome).collect(groupingBy(identity(), TreeMap::new, counting()));
        String token = answers.stream().flatMap(answer -> answer.header("Consistency-Token").stream()).findFirst().orElse("");
        Answer after = client.with("Consistency-Token", token).get("/v1/listings/" + listing).expected("look at the listing");
        long left = Math.max(0, units - buyers);
        long sold = Math.min(units, buyers);
        Map<String, Long> wanted = new TreeMap<>(Map.of(SOLD, sold));
        if (buyers > units) {
            wanted.put("out_of_stock", (long) buyers - units);
        }
        long available = after.data().path("quantity_available").asLong();
        return new Result(listing, outcomes, available, after.text("status"), outcomes.equals(wanted) && available == left);
    }

    private static String outcome(Answer checkout) {
        String status = checkout.text("status");
        return "failed".equals(status) ? checkout.data().path("failure").path("code").asString() : status;
    }
}
