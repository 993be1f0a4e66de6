package com.steveslist.api.drill;

import com.steveslist.api.client.Answer;
import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.client.UnexpectedAnswerException;
import com.steveslist.api.demo.Crowd;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Kills parts while people check out, again and again, and then asks after every checkout that was acknowledged. People do what good
 * clients do: a call that brings no answer is sent again under the same idempotency key.
 */
public final class CrashDrill {
    private static final Duration BACK_WITHIN = Duration.ofMinutes(3);
    private static final int MOST_TIMES_PLANNED = 50;

    private final SteveslistClient client;
    private final List<Victim> victims;
    private final List<Victim> outages;
    private final Plan plan;
    private final Consumer<String> say;
    private final Random random;
    private final Map<String, Integer> killed = new ConcurrentHashMap<>();

    /**
     * @param client with enough patience to outlast a restart
     * @param victims those to be killed, by lot
     * @param outages those to be killed once each between the others, and kept away for a while
     */
    public CrashDrill(SteveslistClient client, List<Victim> victims, List<Victim> outages, Plan plan, Consumer<String> say) {
        this.client = client;
        this.victims = List.copyOf(victims);
        this.outages = List.copyOf(outages);
        this.plan = plan;
        this.say = say;
        this.random = new Random(plan.seed());
    }

    /**
     * @param checkouts at least so many; more when the kills take longer
     * @param atOnce checkouts under way at any moment
     * @param calmMin between two kills there are at least so long, and at most {@code calmMax}, of normal life
     */
    public record Plan(int checkouts, int atOnce, int kills, Duration calmMin, Duration calmMax, long seed) {}

    /**
     * What was tried and what came of it.
     *
     * @param kills how often each victim was killed
     * @param sentAgain acknowledged checkouts that were sent again afterwards
     * @param lost those that were not there any more
     * @param twice orders that nobody's checkout explains
     * @param contradicted those whose second answer or final state was not what had been said
     */
    public record Report(
            int acknowledged, int refused, Map<String, Integer> kills, int sentAgain, int lost, int twice, int contradicted,
            List<String> problems) {
        public boolean isClean() {
            return refused == 0 && lost == 0 && twice == 0 && contradicted == 0;
        }

        @Override
        public String toString() {
            return acknowledged + " checkouts acknowledged, " + refused + " refused; killed " + kills + "; " + sentAgain
                    + " sent again; " + lost + " lost, " + twice + " carried out twice, " + contradicted + " contradicted";
        }
    }

    public Report run() {
        Shoppers shoppers = Shoppers.register(client, plan.seed());
        say.accept("opened: " + shoppers);
        Queue<Purchase> acknowledged = new ConcurrentLinkedQueue<>();
        // Whether they were carried out, nobody was told; the same key says it.
        Queue<Integer> unanswered = new ConcurrentLinkedQueue<>();
        Queue<String> problems = new ConcurrentLinkedQueue<>();
        AtomicBoolean killing = new AtomicBoolean(true);
        AtomicInteger next = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        Thread killer = Thread.ofVirtual().name("killer").start(() -> {
            try {
                killAgainAndAgain();
            } finally {
                killing.set(false);
            }
        });
        List<Integer> workers = IntStream.range(0, plan.atOnce()).boxed().toList();
        new Crowd(plan.atOnce()).each(workers, _ -> {
            int number = next.getAndIncrement();
            while (number < plan.checkouts() || killing.get() && number < plan.checkouts() * MOST_TIMES_PLANNED) {
                try {
                    acknowledged.add(shoppers.buy(number));
                } catch (UnexpectedAnswerException e) {
                    unanswered.add(number);
                }
                number = next.getAndIncrement();
            }
            return number;
        }, () -> {});
        join(killer);
        awaitReady();
        if (!unanswered.isEmpty()) {
            say.accept(unanswered.size() + " checkouts got no answer in time and are sent again, now that nothing is killed");
        }
        for (int number : unanswered) {
            try {
                acknowledged.add(shoppers.buy(number));
            } catch (UnexpectedAnswerException e) {
                refused.incrementAndGet();
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        say.accept(acknowledged.size() + " checkouts are acknowledged, asking after each");
        Inquest.Findings findings = new Inquest(shoppers, List.copyOf(acknowledged)).hold();
        problems.addAll(findings.problems());
        return new Report(
                acknowledged.size(), refused.get(), Map.copyOf(killed), findings.sentAgain(), findings.lost(), findings.twice(),
                findings.contradicted(), new ArrayList<>(problems));
    }

    private void killAgainAndAgain() {
        for (int kill = 1; kill <= plan.kills(); kill++) {
            long spread = plan.calmMax().minus(plan.calmMin()).toNanos();
            LockSupport.parkNanos(plan.calmMin().toNanos() + (long) (random.nextDouble() * spread));
            kill(victims.get(random.nextInt(victims.size())), kill + " of " + plan.kills());
            for (int outage = 0; outage < outages.size(); outage++) {
                if (kill == plan.kills() * (outage + 1) / (outages.size() + 1)) {
                    kill(outages.get(outage), "beside these");
                }
            }
        }
    }

    private void kill(Victim victim, String which) {
        say.accept("kill " + which + ": " + victim.name());
        victim.kill();
        killed.merge(victim.name(), 1, Integer::sum);
        awaitReady();
    }

    private void awaitReady() {
        Instant giveUpAt = Instant.now().plus(BACK_WITHIN);
        while (!isReady()) {
            if (Instant.now().isAfter(giveUpAt)) {
                throw new IllegalStateException("not back within " + BACK_WITHIN.toSeconds() + " s of being killed");
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private boolean isReady() {
        try {
            Answer answer = client.impatient().get("/health/ready");
            return answer.isSuccess();
        } catch (UnexpectedAnswerException e) {
            return false;
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
