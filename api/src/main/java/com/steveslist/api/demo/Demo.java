package com.steveslist.api.demo;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.demo.Casting.Fate;
import com.steveslist.api.demo.Catalogue.Cart;
import com.steveslist.api.demo.Market.Bought;
import com.steveslist.api.demo.Market.Listed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** The play: sign up, list, check out, then ship, deliver, refund and cancel. */
final class Demo {
    private static final int AT_ONCE = 8;
    private static final int CARTS_AT_ONCE = 24;
    private static final Duration REFUND_PATIENCE = Duration.ofSeconds(60);

    private final SteveslistClient client;
    private final Catalogue catalogue;
    private final Casting casting;
    private final Stage stage;
    private final String run;
    private final Market market;

    Demo(SteveslistClient client, Catalogue catalogue, long seed, Stage stage, String run) {
        this.client = client;
        this.catalogue = catalogue;
        this.casting = new Casting(catalogue, seed);
        this.stage = stage;
        this.run = run;
        this.market = new Market(run);
    }

    /** Who took part, and whether all went as it should. */
    record Outcome(List<Member> members, int surprises) {}

    /** An order with its cast. */
    private record Paid(String orderId, Bought bought, Member seller, Fate fate, long totalMinor) {}

    /** What became of an order. @param refundId empty when none was asked for by the seller */
    private record Done(Paid order, String refundId) {}

    Outcome run() {
        Map<Long, Member> members = signUp();
        Map<Long, Listed> listed = list(members);
        List<Bought> bought = checkOut(members, listed);
        List<Paid> orders = meet(bought, members);
        List<Done> done = live(orders);
        int unfinished = settle(done);
        int surprises = Math.toIntExact(bought.stream().filter(Bought::surprising).count()) + unfinished;
        return new Outcome(List.copyOf(members.values()), surprises);
    }

    private Map<Long, Member> signUp() {
        return byKey(
                stage.play("sign up", AT_ONCE, catalogue.people(), person -> Member.register(client, person, run),
                        members -> "each with an API key"),
                member -> member.person().id());
    }

    private Map<Long, Listed> list(Map<Long, Member> members) {
        return byKey(
                stage.play("list", AT_ONCE, catalogue.products(),
                        product -> market.publish(product, one(members, casting.sellerOf(product))),
                        listed -> listed.stream().mapToLong(one -> one.product().stock()).sum() + " units by "
                                + catalogue.products().stream().map(casting::sellerOf).distinct().count() + " sellers, "
                                + listed.stream().filter(one -> one.product().stock() == 0).count() + " sold out already"),
                one -> one.product().id());
    }

    private List<Bought> checkOut(Map<Long, Member> members, Map<Long, Listed> listed) {
        // The carts whose card hangs take longest, so they begin first.
        List<Cart> carts = new ArrayList<>(catalogue.carts());
        carts.sort(Comparator.comparing(cart -> casting.cardOf(cart) == Casting.Card.TIMEOUT ? 0 : 1));
        return stage.play("check out", CARTS_AT_ONCE, carts,
                cart -> market.checkOut(cart, one(members, cart.personId()), casting.cardOf(cart), listed), Demo::summary);
    }

    private static String summary(List<Bought> bought) {
        long completed = bought.stream().filter(one -> one.failure().isEmpty()).count();
        long several = bought.stream().filter(one -> one.orderIds().size() > 1).count();
        String failures = bought.stream()
                .map(Bought::failure)
                .filter(code -> !code.isEmpty())
                .collect(groupingBy(identity(), TreeMap::new, counting()))
                .entrySet()
                .stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(joining(", "));
        return completed + " completed, " + several + " of them from several sellers" + (failures.isEmpty() ? "" : "; " + failures);
    }

    /** Looks every order up, as its buyer, to learn who has to ship it. */
    private List<Paid> meet(List<Bought> bought, Map<Long, Member> members) {
        Map<String, Member> byAccount = byKey(members.values(), Member::accountId);
        record Open(Bought bought, String orderId) {}
        List<Open> open = bought.stream()
                .flatMap(one -> one.orderIds().stream().map(id -> new Open(one, id)))
                .toList();
        return stage.play("look up", AT_ONCE, open, one -> {
            JsonNode order = market.order(one.orderId(), one.bought());
            Member seller = one(byAccount, order.path("seller_id").asString());
            Fate fate = casting.fateOf(one.bought().cart(), seller.person().id());
            return new Paid(one.orderId(), one.bought(), seller, fate, order.path("total_amount").asLong());
        }, orders -> "orders, by the token of their checkout");
    }

    private List<Done> live(List<Paid> orders) {
        return stage.play("live", AT_ONCE, orders, order -> new Done(order, fulfil(order)), done -> done.stream()
                .map(one -> one.order().fate())
                .collect(groupingBy(identity(), TreeMap::new, counting()))
                .entrySet()
                .stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '))
                .collect(joining(", ")));
    }

    /** Gives an order its fate. @return the refund's id, or empty */
    private String fulfil(Paid order) {
        String id = order.orderId();
        Member buyer = order.bought().buyer();
        switch (order.fate()) {
            case SHIPPED, SHIPPED_THEN_REFUNDED_IN_PART -> market.ship(id, order.seller());
            case DELIVERED, DELIVERED_THEN_REFUNDED_IN_PART, DELIVERED_THEN_REFUNDED_IN_FULL -> {
                market.ship(id, order.seller());
                market.deliver(id, buyer);
            }
            case CANCELLED_BY_BUYER -> market.cancel(id, buyer, "changed my mind");
            case CANCELLED_BY_SELLER -> market.cancel(id, order.seller(), "it fell off another lorry");
            case REFUNDED_BEFORE_SHIPPING, LEFT_WAITING -> {}
        }
        return switch (order.fate()) {
            case SHIPPED_THEN_REFUNDED_IN_PART, DELIVERED_THEN_REFUNDED_IN_PART ->
                market.refund(id, order.seller(), Math.max(1, order.totalMinor() / 3));
            case DELIVERED_THEN_REFUNDED_IN_FULL, REFUNDED_BEFORE_SHIPPING -> market.refund(id, order.seller(), order.totalMinor());
            case DELIVERED, SHIPPED, CANCELLED_BY_BUYER, CANCELLED_BY_SELLER, LEFT_WAITING -> "";
        };
    }

    /** Waits for the refunds. @return how many did not end */
    private int settle(List<Done> done) {
        List<Done> refunding = done.stream().filter(one -> !one.refundId().isEmpty()).toList();
        List<String> outcomes = stage.play("refund", CARTS_AT_ONCE, refunding,
                one -> market.outcomeOf(one.refundId(), one.order().seller(), REFUND_PATIENCE),
                results -> results.stream()
                        .collect(groupingBy(identity(), TreeMap::new, counting()))
                        .entrySet()
                        .stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(joining(", ")));
        return Math.toIntExact(outcomes.stream().filter("processing"::equals).count());
    }

    private static <K, V> Map<K, V> byKey(Collection<V> values, Function<V, K> key) {
        return values.stream().collect(toMap(key, identity(), (first, second) -> first, TreeMap::new));
    }

    private static <K, V> V one(Map<K, V> map, K key) {
        return Objects.requireNonNull(map.get(key), () -> "the catalogue names " + key + ", which it lacks");
    }
}
