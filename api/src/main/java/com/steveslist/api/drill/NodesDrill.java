package com.steveslist.api.drill;

import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.drill.Load.Sent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Several nodes on one database, each with every role. Each is killed once and frozen once while people check out and sellers refund:
 * the others take over its work, nobody waits for it, and it does no harm when it wakes. Then many buyers race for a few units over all
 * of them.
 */
final class NodesDrill {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final String ALL_ROLES = "";
    private static final int EXAMPLES = 10;

    private final NodeGroup nodes;
    private final Map<String, String> environment;
    private final Plan plan;
    private final Consumer<String> say;
    private final Map<String, Duration> afterKill = new TreeMap<>();
    private final Map<String, Duration> whileFrozen = new TreeMap<>();

    /** @param nodes that are ready; those of which it has more than the address are killed and frozen @param environment where their servers are */
    NodesDrill(NodeGroup nodes, Map<String, String> environment, Plan plan, Consumer<String> say) {
        this.nodes = nodes;
        this.environment = environment;
        this.plan = plan;
        this.say = say;
    }

    /**
     * @param atOnce people who check out
     * @param rest of each after a checkout: without one they take all that the processors can do, and a hand-over waits for its share of it
     * @param watched how long after a kill a hand-over is waited for
     * @param frozen how long a node is frozen; and so long a hand-over is waited for meanwhile
     * @param between two accidents there is so much of normal life
     */
    record Plan(int atOnce, Duration rest, Duration watched, Duration frozen, Duration between, int buyers, int units) {}

    /**
     * What came of it.
     *
     * @param nodes that were killed and frozen
     * @param provider what its own books say
     * @param afterKill by consumer, the longest it stood still after a kill
     * @param whileFrozen the same while a node was frozen
     * @param slowestWrite of those begun while a node was frozen
     */
    record Report(int nodes, int acknowledged, Inquest.Findings findings, Refunds.Findings refunds, Race.Result race,
            ProviderBooks provider, int shouldBeCaptured, Map<String, Duration> afterKill, Map<String, Duration> whileFrozen,
            Duration slowestWrite, boolean addsUp, List<String> problems) {
        boolean isClean() {
            return isExact() && isQuick(afterKill) && isQuick(whileFrozen) && slowestWrite.compareTo(WITHIN) <= 0;
        }

        /** Whether nothing was lost and nothing done twice, however long it took. */
        boolean isExact() {
            return findings.lost() + findings.twice() + findings.contradicted() == 0
                    && refunds.lost() + refunds.twice() + refunds.contradicted() == 0
                    && provider.equals(new ProviderBooks(shouldBeCaptured, refunds.asked(), refunds.asked() * Refunds.AMOUNT_MINOR))
                    && race.expected() && addsUp && problems.isEmpty();
        }

        private static boolean isQuick(Map<String, Duration> handovers) {
            return handovers.values().stream().allMatch(time -> time.compareTo(WITHIN) <= 0);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT,
                    "%s killed once and frozen once: %d checkouts acknowledged, %d lost, %d carried out twice, %d contradicted; "
                            + "%d refunds acknowledged, %d lost, %d carried out twice, %d contradicted; the provider captured %d payments of "
                            + "%d and made %d refunds of %d; race %s; handed over after a kill in %s; while frozen in %s, "
                            + "slowest write %.1f s; %s",
                    nodes + (nodes == 1 ? " node" : " nodes, each"), acknowledged, findings.lost(), findings.twice(),
                    findings.contradicted(), refunds.asked(), refunds.lost(),
                    refunds.twice(), refunds.contradicted(), provider.captured(), shouldBeCaptured, provider.refunded(), refunds.asked(),
                    race.outcomes(), told(afterKill), told(whileFrozen), slowestWrite.toMillis() / 1e3,
                    addsUp ? "everything adds up" : "something does NOT add up");
        }
    }

    /** On a stack of its own. @param count of nodes, each with every role */
    static Report onItsOwnStack(int count, Plan plan, Consumer<String> say) {
        try (ScratchStack stack = ScratchStack.up("nodes", say); NodeGroup nodes = new NodeGroup()) {
            stack.mustRun("stop", "app");
            for (int i = 1; i <= count; i++) {
                nodes.add(stack.newNode(i, "node-" + i, ALL_ROLES).start());
            }
            nodes.awaitReady();
            return new NodesDrill(nodes, stack.environment(), plan, say).run(stack::addsUp);
        }
    }

    /** @param addsUp whether everything agrees with the log; asked at the end */
    Report run(BooleanSupplier addsUp) {
        SteveslistClient client = nodes.client(PATIENCE);
        ProviderBooks before = ProviderBooks.of(environment);
        Shoppers shoppers = Shoppers.register(client, 1);
        Refunds refunds = new Refunds(shoppers);
        Prober prober = new Prober(Trader.register(client, "prober-" + UUID.randomUUID()));
        say.accept(nodes.nodes().size() + " nodes are up: " + shoppers);
        List<Sent> sent;
        List<String> problems = new ArrayList<>();
        try (Load people = Load.of(shoppers, plan.atOnce(), new AtomicInteger(), plan.rest(), refunds::after)) {
            people.goOnFor(plan.between());
            for (Node node : nodes.nodes()) {
                kill(node, people);
                freeze(node, prober, people);
            }
            sent = people.stop();
            problems.addAll(people.refused());
        }
        say.accept(sent.size() + " checkouts are acknowledged, asking after each and its refund");
        Inquest.Findings findings = new Inquest(shoppers, sent.stream().map(Sent::purchase).toList()).hold();
        problems.addAll(findings.problems());
        Refunds.Findings refunded = refunds.askAfterEach();
        problems.addAll(refunded.problems());
        Race.Result race = new Race(client, plan.buyers(), plan.units()).run();
        boolean agrees = addsUp.getAsBoolean();
        return new Report(nodes.nodes().size(), sent.size(), findings, refunded, race, ProviderBooks.of(environment).since(before),
                findings.completed() + Math.min(plan.buyers(), plan.units()), afterKill, whileFrozen, prober.slowest(), agrees,
                problems.stream().limit(EXAMPLES).toList());
    }

    private void kill(Node node, Load people) {
        say.accept("kill -9 " + node.name() + " after " + people.count() + " checkouts");
        node.close();
        Map<String, Duration> handover = Handover.watch(environment, plan.watched());
        say.accept("  handed over in " + told(handover));
        handover.forEach((consumer, time) -> afterKill.merge(consumer, time, NodesDrill::longer));
        node.start().awaitReady();
        people.goOnFor(plan.between());
    }

    private void freeze(Node node, Prober prober, Load people) {
        say.accept("kill -STOP " + node.name() + " for " + plan.frozen().toSeconds() + " s after " + people.count() + " checkouts");
        node.freeze();
        nodes.takeOut(node);
        long begun = System.nanoTime();
        try (Prober.Run _ = prober.begin()) {
            Map<String, Duration> handover = Handover.watch(environment, plan.frozen());
            say.accept("  handed over in " + told(handover));
            handover.forEach((consumer, time) -> whileFrozen.merge(consumer, time, NodesDrill::longer));
            people.goOnFor(plan.frozen().minusNanos(System.nanoTime() - begun));
        } finally {
            node.thaw();
        }
        nodes.putBack(node);
        people.goOnFor(plan.between());
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
