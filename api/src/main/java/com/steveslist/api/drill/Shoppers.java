package com.steveslist.api.drill;

import com.steveslist.api.client.Answer;
import com.steveslist.api.client.SteveslistClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The market of a drill: a few sellers with plenty, a few buyers who never stop. */
final class Shoppers {
    private static final int SELLERS = 3;
    private static final int BUYERS = 8;
    private static final int LISTINGS_A_SELLER = 4;
    private static final long PLENTY = 1_000_000;
    private static final long PRICE_MINOR = 19_99;

    private final String run;
    private final long seed;
    private final List<Trader> sellers;
    private final List<Trader> buyers;
    private final List<String> listings;

    private Shoppers(String run, long seed, List<Trader> sellers, List<Trader> buyers, List<String> listings) {
        this.run = run;
        this.seed = seed;
        this.sellers = sellers;
        this.buyers = buyers;
        this.listings = listings;
    }

    static Shoppers register(SteveslistClient client, long seed) {
        String run = "crash-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
        List<Trader> sellers = new ArrayList<>();
        List<String> listings = new ArrayList<>();
        for (int i = 0; i < SELLERS; i++) {
            Trader seller = Trader.register(client, run + "-seller-" + i);
            sellers.add(seller);
            for (int j = 0; j < LISTINGS_A_SELLER; j++) {
                listings.add(seller.list(run + "-" + i + "-" + j, PLENTY, PRICE_MINOR));
            }
        }
        List<Trader> buyers = new ArrayList<>();
        for (int i = 0; i < BUYERS; i++) {
            buyers.add(Trader.register(client, run + "-buyer-" + i));
        }
        return new Shoppers(run, seed, List.copyOf(sellers), List.copyOf(buyers), List.copyOf(listings));
    }

    List<Trader> buyers() {
        return buyers;
    }

    Trader seller(String accountId) {
        return sellers.stream().filter(seller -> seller.accountId().equals(accountId)).findFirst().orElseThrow();
    }

    /** The purchase of this number; half of the buyers wait for the outcome. */
    Purchase buy(int number) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
        Trader buyer = buyers.get(number % buyers.size());
        List<String> wanted = listings.stream().filter(_ -> random.nextInt(6) == 0).toList();
        Map<String, Object> body = Trader.cart(
                wanted.isEmpty() ? List.of(listings.get(random.nextInt(listings.size()))) : wanted, 1 + random.nextInt(3), card(random));
        String key = run + "-" + number;
        SteveslistClient caller = number % 2 == 0 ? buyer.caller().with("Prefer", "wait=20") : buyer.caller();
        Answer answer = caller.post("/v1/checkouts", body, key).expected("checkout " + number);
        return new Purchase(buyer, key, body, answer);
    }

    private static String card(SplittableRandom random) {
        return switch (random.nextInt(20)) {
            case 0, 1 -> "pm_card_declined";
            case 2 -> "pm_card_capture_fails";
            default -> "pm_card_ok";
        };
    }

    @Override
    public String toString() {
        return buyers.size() + " buyers, " + listings.size() + " listings of " + SELLERS + " sellers";
    }
}
