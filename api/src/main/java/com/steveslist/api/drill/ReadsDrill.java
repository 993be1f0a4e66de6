package com.steveslist.api.drill;

import com.steveslist.api.client.Answer;
import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.client.UnexpectedAnswerException;
import com.steveslist.api.demo.Crowd;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * People who write and read at once what they wrote, with the {@code Consistency-Token} of the write, while read models are held up again
 * and again. A read that shows it is right, one that is refused for now is honest, one that shows an older state is a violation.
 */
final class ReadsDrill {
    private static final Duration GIVEN_UP_AFTER = Duration.ofMinutes(2);
    private static final Duration AGAIN_AFTER = Duration.ofMillis(200);
    /** A read model that waits for more than comes is told apart from one that is a little behind. */
    private static final Duration PROMPT = Duration.ofSeconds(10);
    private static final int QUIET_PAIRS = 60;
    private static final int CALM_MILLIS = 800;
    private static final int SAID = 500;
    private static final String BEHIND = "read_model_behind";

    private final SteveslistClient client;
    private final Plan plan;
    private final List<Disturbance> disturbances;
    private final Consumer<String> say;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicInteger otherRefusals = new AtomicInteger();
    private final AtomicInteger stale = new AtomicInteger();
    private final AtomicInteger disturbed = new AtomicInteger();
    private final AtomicLong slowestRefusalNanos = new AtomicLong();
    private final Map<String, Integer> pairs = new ConcurrentHashMap<>();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();
    private volatile boolean done;

    /** @param client with patience for the writes; may go to another node each call */
    ReadsDrill(SteveslistClient client, Plan plan, List<Disturbance> disturbances, Consumer<String> say) {
        this.client = client;
        this.plan = plan;
        this.disturbances = List.copyOf(disturbances);
        this.say = say;
    }

    /** @param longest of a disturbance */
    record Plan(int pairs, int atOnce, Duration longest, long seed) {}

    /**
     * What came of it.
     *
     * @param pairs by read model
     * @param refusals reads that were told {@code read_model_behind}, and asked again
     * @param quiet by read model, the slowest answer after the one write of its time in all the log
     * @param stale answers that did not show what was written
     * @param violations those, and answers that were late or never came
     * @param otherRefusals reads that got no answer, or one that says that the node cannot answer now
     */
    record Report(Map<String, Integer> pairs, int disturbed, int refusals, int otherRefusals, Duration slowestRefusal,
            Map<String, Duration> quiet, int stale, List<String> violations) {
        int count() {
            return pairs.values().stream().mapToInt(Integer::intValue).sum();
        }

        boolean isClean() {
            return violations.isEmpty();
        }

        Duration slowestQuiet() {
            return quiet.values().stream().max(Comparator.naturalOrder()).orElse(Duration.ZERO);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT,
                    "%d pairs of a write and a read %s, %d disturbances; refused for now %d times (the slowest after %.1f s), "
                            + "no answer %d times; %d more on a quiet log, the slowest in %.1f s; %d stale answers, %d late or missing",
                    count(), new TreeMap<>(pairs), disturbed, refusals, slowestRefusal.toMillis() / 1e3, otherRefusals,
                    QUIET_PAIRS, slowestQuiet().toMillis() / 1e3, stale, violations.size() - stale);
        }
    }

    Report run() {
        Thread disturber = Thread.ofVirtual().name("disturber").unstarted(this::disturb);
        String run = "r" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
        List<Stall> stalls = new Crowd(plan.atOnce()).each(IntStream.range(0, plan.atOnce()).boxed().toList(),
                number -> new Stall(client, run + "s" + number), () -> {});
        say.accept(stalls.size() + " stalls are open");
        disturber.start();
        try {
            new Crowd(plan.atOnce()).each(stalls, this::writeAndRead, () -> {});
        } finally {
            done = true;
            join(disturber);
        }
        Map<String, Duration> quiet = quiet(stalls);
        return new Report(Map.copyOf(pairs), disturbed.get(), refusals.get(), otherRefusals.get(),
                Duration.ofNanos(slowestRefusalNanos.get()), quiet, stale.get(), List.copyOf(violations));
    }

    /**
     * One write at a time on a log at rest, and a read that waits for it: every partition of the topic but one, and every view but those
     * of that one event, get nothing that could bring them forward.
     */
    private Map<String, Duration> quiet(List<Stall> stalls) {
        Map<String, Duration> slowest = new TreeMap<>();
        for (int i = 0; i < Stall.ELSEWHERE; i++) {
            read(stalls.getFirst().readElsewhere(i)); // Whatever was held up is over afterwards.
        }
        for (int i = 0; i < QUIET_PAIRS; i++) {
            Written written = stalls.get(i % stalls.size()).readElsewhere(i % Stall.ELSEWHERE);
            long asked = System.nanoTime();
            read(written);
            Duration took = Duration.ofNanos(System.nanoTime() - asked);
            slowest.merge(written.where(), took, (one, other) -> one.compareTo(other) > 0 ? one : other);
            if (took.compareTo(PROMPT) > 0) {
                violated(written.where() + " answered after " + took.toMillis() + " ms on a quiet log");
            }
        }
        return slowest;
    }

    private boolean writeAndRead(Stall stall) {
        for (int number = next.getAndIncrement(); number < plan.pairs(); number = next.getAndIncrement()) {
            Written written = stall.write(number % Stall.KINDS);
            read(written);
            pairs.merge(written.where(), 1, Integer::sum);
            if (number > 0 && number % 1_000 == 0) {
                say.accept(number + " pairs, " + violations.size() + " violations");
            }
        }
        return true;
    }

    private void read(Written written) {
        SteveslistClient reader = written.reader().impatient().with("Consistency-Token", written.token());
        long giveUpAt = System.nanoTime() + GIVEN_UP_AFTER.toNanos();
        while (System.nanoTime() < giveUpAt) {
            long asked = System.nanoTime();
            Answer answer;
            try {
                answer = written.ask(reader);
            } catch (UnexpectedAnswerException e) {
                otherRefusals.incrementAndGet();
                LockSupport.parkNanos(AGAIN_AFTER.toNanos());
                continue;
            }
            Optional<String> refusal = Written.refusal(answer);
            if (refusal.isEmpty()) {
                if (!answer.isSuccess() || !written.shows().test(answer)) {
                    stale.incrementAndGet();
                    violated("stale: " + written.where() + " " + written.asked() + " after " + written.answer().text("id") + ": "
                            + answer.status() + " " + answer.body());
                }
                return;
            }
            if (BEHIND.equals(refusal.get())) {
                refusals.incrementAndGet();
                slowestRefusalNanos.accumulateAndGet(System.nanoTime() - asked, Math::max);
            } else {
                otherRefusals.incrementAndGet();
            }
            LockSupport.parkNanos(AGAIN_AFTER.toNanos());
        }
        violated(written.where() + " " + written.asked() + " was refused for " + GIVEN_UP_AFTER.toMinutes() + " minutes");
    }

    private void violated(String how) {
        violations.add(how);
        say.accept(how.substring(0, Math.min(SAID, how.length())));
    }

    private void disturb() {
        Random random = new Random(plan.seed());
        while (!done) {
            LockSupport.parkNanos(Duration.ofMillis(random.nextInt(CALM_MILLIS)).toNanos());
            Disturbance disturbance = disturbances.get(random.nextInt(disturbances.size()));
            disturbance.happen(Duration.ofMillis(random.nextLong(plan.longest().toMillis())));
            disturbed.incrementAndGet();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
