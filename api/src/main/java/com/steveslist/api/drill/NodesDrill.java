package com.steveslist.api.drill;

import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.drill.Load.Sent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Several nodes on one database, each with every role. Each is killed once and frozen once under load: the others take over its work,
 * nobody waits for it, and it does no harm when it wakes. Then many buyers race for a few units over all of them.
 */
final class NodesDrill {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final Duration WATCHED = Duration.ofSeconds(30);
    private static final Duration BETWEEN = Duration.ofSeconds(5);
    private static final int BUYERS = 200;
    private static final int UNITS = 10;
    private static final String ALL_ROLES = "";

    private final int count;
    private final int atOnce;
    private final Duration frozen;
    private final Consumer<String> say;
    private final Map<String, Duration> afterKill = new TreeMap<>();
    private final Map<String, Duration> whileFrozen = new TreeMap<>();

    /** @param frozen how long each node is frozen */
    NodesDrill(int count, int atOnce, Duration frozen, Consumer<String> say) {
        this.count = count;
        this.atOnce = atOnce;
        this.frozen = frozen;
        this.say = say;
    }

    /**
     * What came of it.
     *
     * @param afterKill by consumer, the longest it stood still after a kill
     * @param whileFrozen the same while a node was frozen
     * @param slowestWrite of those begun while a node was frozen
     */
    record Report(int nodes, int acknowledged, Inquest.Findings findings, Race.Result race, int captured, int shouldBeCaptured,
            Map<String, Duration> afterKill, Map<String, Duration> whileFrozen, Duration slowestWrite, boolean addsUp,
            List<String> problems) {
        boolean isClean() {
            return findings.lost() == 0 && findings.twice() == 0 && findings.contradicted() == 0 && race.expected()
                    && captured == shouldBeCaptured && isQuick(afterKill) && isQuick(whileFrozen)
                    && slowestWrite.compareTo(WITHIN) <= 0 && addsUp && problems.isEmpty();
        }

        private static boolean isQuick(Map<String, Duration> handovers) {
            return handovers.values().stream().allMatch(time -> time.compareTo(WITHIN) <= 0);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT,
                    "%d nodes, each killed once and frozen once: %d checkouts acknowledged, %d lost, %d carried out twice, %d contradicted; "
                            + "payments captured by the provider %d of %d; race %s; handed over after a kill in %s; while frozen in %s, "
                            + "slowest write %.1f s; %s",
                    nodes, acknowledged, findings.lost(), findings.twice(), findings.contradicted(), captured, shouldBeCaptured,
                    race.outcomes(), told(afterKill), told(whileFrozen), slowestWrite.toMillis() / 1e3,
                    addsUp ? "everything adds up" : "something does NOT add up");
        }
    }

    Report run() {
        try (ScratchStack stack = ScratchStack.up("nodes", say); NodeGroup nodes = new NodeGroup(stack)) {
            for (int i = 1; i <= count; i++) {
                nodes.add("node-" + i, ALL_ROLES);
            }
            nodes.awaitReady();
            SteveslistClient client = nodes.client(PATIENCE);
            Shoppers shoppers = Shoppers.register(client, 1);
            Prober prober = new Prober(Trader.register(client, "prober"));
            say.accept(count + " nodes are up: " + shoppers);
            List<Sent> sent;
            List<String> problems = new ArrayList<>();
            try (Load people = Load.of(shoppers, atOnce, new AtomicInteger())) {
                people.goOnFor(BETWEEN);
                for (Node node : nodes.nodes()) {
                    kill(node, people, stack);
                    freeze(node, nodes, prober, people, stack);
                }
                sent = people.stop();
                problems.addAll(people.refused());
            }
            say.accept(sent.size() + " checkouts are acknowledged, asking after each");
            Inquest.Findings findings = new Inquest(shoppers, sent.stream().map(Sent::purchase).toList()).hold();
            problems.addAll(findings.problems());
            Race.Result race = new Race(client, BUYERS, UNITS).run();
            boolean addsUp = nodes.addsUp();
            int captured = ProviderBooks.captured(stack.environment());
            return new Report(count, sent.size(), findings, race, captured, findings.completed() + Math.min(BUYERS, UNITS), afterKill,
                    whileFrozen, prober.slowest(), addsUp, problems.stream().limit(10).toList());
        }
    }

    private void kill(Node node, Load people, ScratchStack stack) {
        say.accept("kill -9 " + node.name() + " after " + people.count() + " checkouts");
        node.close();
        Map<String, Duration> handover = Handover.watch(stack.environment(), WATCHED);
        say.accept("  handed over in " + told(handover));
        handover.forEach((consumer, time) -> afterKill.merge(consumer, time, NodesDrill::longer));
        node.start().awaitReady();
        people.goOnFor(BETWEEN);
    }

    private void freeze(Node node, NodeGroup nodes, Prober prober, Load people, ScratchStack stack) {
        say.accept("kill -STOP " + node.name() + " for " + frozen.toSeconds() + " s after " + people.count() + " checkouts");
        node.freeze();
        nodes.takeOut(node);
        long begun = System.nanoTime();
        try (Prober.Run _ = prober.begin()) {
            Map<String, Duration> handover = Handover.watch(stack.environment(), frozen.minus(BETWEEN));
            say.accept("  handed over in " + told(handover));
            handover.forEach((consumer, time) -> whileFrozen.merge(consumer, time, NodesDrill::longer));
            people.goOnFor(frozen.minusNanos(System.nanoTime() - begun));
        } finally {
            node.thaw();
        }
        nodes.putBack(node);
        people.goOnFor(BETWEEN);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static String told(Map<String, Duration> times) {
        return times.entrySet().stream()
                .map(time -> String.format(Locale.ROOT, "%s %.1f s", time.getKey(), time.getValue().toMillis() / 1e3))
                .collect(Collectors.joining(", "));
    }
}
