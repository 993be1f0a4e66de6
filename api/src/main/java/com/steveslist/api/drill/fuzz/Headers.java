package com.steveslist.api.drill.fuzz;

import com.steveslist.api.drill.fuzz.Shot.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** What can be done to a request's first line and its headers. */
final class Headers {

    private static final List<String> NAMES = List.of(
            "Idempotency-Key", "If-Match", "If-None-Match", "If-Modified-Since", "Consistency-Token", "X-Request-Id", "Prefer", "Accept",
            "Accept-Encoding",
            "Accept-Language", "Content-Encoding", "Cookie", "Origin", "Expect", "X-Forwarded-For", "X-Forwarded-Host", "Forwarded",
            "X-HTTP-Method-Override",
            "X-CSRF-Token", "Steveslist-Version", "Range", "Last-Event-ID", "Transfer-Encoding", "Upgrade", "Authorization",
            "X-Steveslist-API-Key");

    private Headers() {}

    static Header any(RandomGenerator random, World world) {
        String name = Nasty.any(random, NAMES);
        return switch (name) {
            case "Consistency-Token" -> new Header(name, forged(random, world.token(random)));
            // Longer than this drill waits for an answer it may take only when it was asked to.
            case "Prefer" -> new Header(name, "wait=" + (random.nextBoolean() ? "1" : random.nextBoolean() ? "31" : Nasty.header(random)));
            case "Expect" -> new Header(name, "something-else");
            case "Transfer-Encoding" -> new Header(name, "bogus");
            case "Upgrade" -> new Header(name, "websocket");
            case "Last-Event-ID" -> new Header(name, forged(random, world.token(random)));
            default -> new Header(name, Nasty.header(random));
        };
    }

    /** Something given out by the server, as it is or with one character changed. */
    static String forged(RandomGenerator random, String given) {
        if (random.nextInt(3) == 0 || given.isEmpty()) {
            return given;
        }
        if (random.nextInt(3) == 0) {
            return Nasty.encoded(random, Nasty.header(random)).replaceAll("[^!-~]", "");
        }
        int at = random.nextInt(given.length());
        return given.substring(0, at) + (given.charAt(at) == 'A' ? 'B' : 'A') + given.substring(at + 1);
    }

    /** Line ends in values, and headers that are none. */
    static Header injected(RandomGenerator random) {
        return switch (random.nextInt(6)) {
            case 0 -> new Header("X-Request-Id", "a\r\nX-Injected: yes");
            case 1 -> new Header("X-A", "a\u0000b");
            case 2 -> new Header("X-Long", "a".repeat(70_000));
            case 3 -> new Header("X A", "b");
            case 4 -> new Header("X-Request-Id", "a".repeat(5_000));
            default -> new Header("X-\u00e4", "\u00e4");
        };
    }

    static String path(RandomGenerator random, String target) {
        String text = Nasty.encoded(random, Nasty.text(random)).replaceAll("[^!-~]", "%20");
        return switch (random.nextInt(9)) {
            case 0 -> target + "/" + text;
            case 1 -> target.replaceFirst("/v1", "/v1/.." + (random.nextBoolean() ? "" : "/v1"));
            case 2 -> "/" + target;
            case 3 -> target + ";a=" + text;
            case 4 -> target + "/";
            case 5 -> target.toUpperCase(java.util.Locale.ROOT);
            case 6 -> "/" + text;
            case 7 -> target + "/" + "a".repeat(random.nextInt(9_000));
            default -> "/v1/" + text + "/" + text;
        };
    }

    /** Credentials that open nothing, no longer, or not this; none of them may get further than with none at all. */
    static Shot credentials(RandomGenerator random, Shot shot, World world) {
        List<Header> others = new ArrayList<>(shot.headers().stream()
                .filter(header -> !header.name().equals("Authorization") && !header.name().equals("X-Steveslist-API-Key"))
                .toList());
        String key = world.attacker(random.nextInt(world.size())).key();
        String forged = key.substring(0, key.length() - 1) + (key.endsWith("A") ? "B" : "A");
        switch (random.nextInt(9)) {
            case 0 -> others.add(new Header("Authorization", "Bearer " + world.deadSecret(random)));
            case 1 -> others.add(new Header("X-Steveslist-API-Key", world.deadSecret(random)));
            case 2 -> others.add(new Header("Authorization", "Bearer " + forged));
            case 3 -> others.add(new Header("Authorization", "Basic " + Nasty.header(random)));
            case 4 -> others.add(new Header("Authorization", "Bearer " + Nasty.header(random)));
            case 5 -> others.add(new Header("Cookie", "steveslist_session=" + world.deadSecret(random)));
            case 6 -> others.add(new Header("Cookie", "steveslist_session=" + world.attacker(0).session()));
            case 7 -> others.add(new Header("Authorization", "Bearer " + key + key));
            default -> others.add(new Header("X-Steveslist-API-Key", Nasty.header(random)));
        }
        return new Shot(shot.number(), shot.kind(), shot.method(), shot.target(), others, shot.body(), -1);
    }
}
