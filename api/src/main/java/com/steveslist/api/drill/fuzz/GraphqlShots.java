package com.steveslist.api.drill.fuzz;

import java.util.List;
import java.util.random.RandomGenerator;

/** Questions that GraphQL servers have choked on: many aliases, fragments in circles, batches, depth, breadth, wrong types. */
final class GraphqlShots {

    private static final int MANY = 2_000;

    private GraphqlShots() {}

    static String body(RandomGenerator random, World world) {
        String id = world.id(random, Nasty.any(random, List.of("listings", "orders", "payments", "refunds", "checkouts")));
        String query = switch (random.nextInt(15)) {
            case 0 -> "{ " + aliases(random.nextInt(MANY)) + " }";
            case 1 -> "query { ...a } fragment a on Query { ...b } fragment b on Query { ...a }";
            case 2 -> "query { __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }";
            case 3 -> "{ listings(first: 1) { nodes " + "{ seller { listings { nodes ".repeat(30) + "{ id }" + " } } }".repeat(30) + " } }";
            case 4 -> "{ listing(id: " + Nasty.json(random) + ") { id } }";
            case 5 -> "{ order(id: \"" + id + "\") { id shippingAddress { name line1 } cancelReason buyer { id name } payment { id } } }";
            case 6 -> "mutation { " + "a: shipOrder(id: \"" + id + "\") { order { id } } ".repeat(1 + random.nextInt(5)) + "}";
            case 7 -> "{".repeat(random.nextInt(MANY));
            case 8 -> Nasty.text(random);
            case 9 -> "query a { __typename } query b { __typename }";
            case 10 -> "{ __typename " + "@skip(if: true) ".repeat(random.nextInt(MANY)) + "}";
            case 11 -> "{ nodes(ids: [" + ("\"" + id + "\", ").repeat(random.nextInt(120)) + Nasty.json(random) + "]) { id } }";
            case 12 -> "{ " + Nasty.any(random, List.of("sessions", "imports", "authorizations", "events")) + "(first: "
                    + random.nextInt(-1, 120) + ", after: " + Nasty.quoted(Nasty.text(random))
                    + ") { nodes { id } pageInfo { endCursor } } }";
            case 13 -> "mutation { putCart(input: {items: [{listingId: \"" + id + "\", quantity: " + Nasty.json(random)
                    + "}]}) { cart { totals { amount } } rejection { code } } }";
            default -> "query($a: " + Nasty.any(random, List.of("ID!", "Int", "[[[ID]]]", "Nothing")) + ") { __typename }";
        };
        String variables = random.nextInt(3) == 0 ? ", \"variables\": " + Nasty.json(random) : "";
        String one = "{\"query\": " + Nasty.quoted(query) + variables + "}";
        return switch (random.nextInt(6)) {
            case 0 -> "[" + (one + ",").repeat(random.nextInt(100)) + one + "]";
            case 1 -> Nasty.json(random);
            default -> one;
        };
    }

    private static String aliases(int count) {
        StringBuilder aliases = new StringBuilder();
        for (int i = 0; i < count; i++) {
            aliases.append('a').append(i).append(": __typename ");
        }
        return aliases.append("__typename").toString();
    }
}
