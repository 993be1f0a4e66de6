package com.steveslist.api.drill.fuzz;

import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.openapi.ApiDocument;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** An attack on the whole API, made of its own document. */
public final class ApiFuzz {

    private static final int CALLS_A_MINUTE = 300;
    private static final int FEWEST_ATTACKERS = 4;
    private static final int MOST_ATTACKERS = 60;
    private static final int MOST_TOLD = 50;
    private static final int MOST_REPLACED = 300;
    private static final int PROGRESS = 1_000;

    private final URI base;
    private final Plan plan;
    private final Consumer<String> progress;
    private final AtomicInteger next = new AtomicInteger();
    private final Map<String, AtomicLong> kinds = new ConcurrentHashMap<>();
    private final Map<Integer, AtomicLong> statuses = new ConcurrentHashMap<>();
    private final Map<String, String> violations = new ConcurrentHashMap<>();
    private final AtomicLong slowestMicros = new AtomicLong();
    private final AtomicInteger replaced = new AtomicInteger();

    /** @param seed of two runs with the same one, both send the same */
    public record Plan(int requests, int atOnce, long seed) {}

    /**
     * How it ended.
     *
     * @param kinds how often what was tried
     * @param statuses how often what was answered
     * @param violations each with how to repeat it
     */
    public record Report(
            int requests, Map<String, Long> kinds, Map<Integer, Long> statuses, List<String> violations, long slowestMillis, long seconds,
            long seed) {

        public boolean isClean() {
            return violations.isEmpty();
        }

        @Override
        public String toString() {
            long refused = statuses.getOrDefault(429, 0L);
            long busy = statuses.getOrDefault(503, 0L);
            return "%,d requests in %d s (%s), answers %s, %d over a limit, %d while busy, slowest %,d ms, seed %d: %s".formatted(
                    requests, seconds, kinds, statuses, refused, busy, slowestMillis, seed,
                    isClean() ? "no violation" : violations.size() + " kinds of VIOLATIONS");
        }
    }

    public ApiFuzz(URI base, Plan plan, Consumer<String> progress) {
        this.base = base;
        this.plan = plan;
        this.progress = progress;
    }

    public Report run() {
        long begun = System.nanoTime();
        ApiDocument document = document();
        int attackers = Math.clamp(plan.requests() / CALLS_A_MINUTE, FEWEST_ATTACKERS, MOST_ATTACKERS);
        String run = "fuzz-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
        World world = new World(SteveslistClient.of(base, Duration.ofMinutes(3)), run, attackers);
        progress.accept("api-fuzz: %d operations, %d attackers, seed %d".formatted(document.operations().size(), attackers, plan.seed()));
        Shots shots = new Shots(document, world, plan.seed());
        Judge judge = new Judge(document, world.canary());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < plan.atOnce(); i++) {
            threads.add(Thread.ofVirtual().start(() -> shoot(shots, judge, world)));
        }
        threads.forEach(ApiFuzz::join);
        return new Report(
                plan.requests(), counted(kinds), counted(statuses), List.copyOf(new TreeMap<>(violations).values()),
                slowestMicros.get() / 1_000, Duration.ofNanos(System.nanoTime() - begun).toSeconds(), plan.seed());
    }

    private void shoot(Shots shots, Judge judge, World world) {
        try (Wire wire = new Wire(base)) {
            for (int number = next.getAndIncrement(); number < plan.requests(); number = next.getAndIncrement()) {
                Shot shot = shots.shot(number);
                kinds.computeIfAbsent(shot.kind(), kind -> new AtomicLong()).incrementAndGet();
                send(shot, wire, judge, world);
                if ((number + 1) % PROGRESS == 0) {
                    progress.accept("  %,d of %,d, %d violations".formatted(number + 1, plan.requests(), violations.size()));
                }
            }
        }
    }

    private void send(Shot shot, Wire wire, Judge judge, World world) {
        World.Attacker before = shot.attacker() < 0 ? null : world.attacker(shot.attacker());
        long begun = System.nanoTime();
        try {
            Wire.Reply reply = wire.send(shot);
            slowestMicros.accumulateAndGet((System.nanoTime() - begun) / 1_000, Math::max);
            statuses.computeIfAbsent(reply.status(), status -> new AtomicLong()).incrementAndGet();
            for (String problem : judge.problems(shot, reply)) {
                violated(shot, reply.status() + ": " + problem, new String(reply.body(), java.nio.charset.StandardCharsets.UTF_8));
            }
            if (reply.status() == 429) {
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            }
            boolean lost = reply.status() == 401 && shot.kind().equals("right");
            if (lost && before != null && replaced.incrementAndGet() < MOST_REPLACED) {
                // It signed itself out or revoked its own key, which it was free to do.
                world.replace(shot.attacker(), before);
            }
        } catch (IOException e) {
            violated(shot, "no answer: " + e.getMessage(), "");
            wire.close();
        }
    }

    private void violated(Shot shot, String what, String body) {
        String where = shot.kind() + " " + shot.method() + " " + what;
        if (violations.size() < MOST_TOLD) {
            violations.putIfAbsent(where, "%s%n    request %d of seed %d: %s%n    answer: %s".formatted(
                    where, shot.number(), plan.seed(), shot.curl(base.toString()),
                    body.length() > 500 ? body.substring(0, 500) + "…" : body));
        }
    }

    private ApiDocument document() {
        HttpRequest request = HttpRequest.newBuilder(base.resolve("/openapi.json")).timeout(Duration.ofSeconds(30)).build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return ApiDocument.parse(http.send(request, BodyHandlers.ofByteArray()).body());
        } catch (IOException e) {
            throw new IllegalStateException("no document at " + base + "/openapi.json", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static <K> Map<K, Long> counted(Map<K, AtomicLong> counters) {
        Map<K, Long> counted = new TreeMap<>();
        counters.forEach((name, count) -> counted.put(name, count.get()));
        return counted;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
