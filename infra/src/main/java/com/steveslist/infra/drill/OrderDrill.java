package com.steveslist.infra.drill;

import com.steveslist.infra.consumer.Consumers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Readers that tail the log while processes append to it and everything is done that makes other logs lose events. One reader runs the
 * whole time, one begins in the middle, one is stopped and started again, one is a process that is killed again and again.
 */
final class OrderDrill {

    private static final Duration JVM_STARTS_WITHIN = Duration.ofSeconds(60);
    private static final Duration CAUGHT_UP_WITHIN = Duration.ofMinutes(2);
    private static final String STEADY = "reader.steady";
    private static final String LATE = "reader.late";
    private static final String RESTARTED = "reader.restarted";
    private static final String KILLED = "reader.killed";
    private static final List<String> READERS = List.of(STEADY, LATE, RESTARTED, KILLED);

    private final Plan plan;
    private final Consumer<String> say;

    OrderDrill(Plan plan, Consumer<String> say) {
        this.plan = plan;
        this.say = say;
    }

    /** @param clients of each process @param kills of the reader that is a process, evenly over the time */
    record Plan(Duration load, int processes, int clients, int kills, long seed) {}

    /** How it went. */
    record Report(Plan plan, long events, long refused, long unknown, int rolledBack, int struck, List<String> problems) {

        boolean isClean() {
            return problems.isEmpty();
        }

        @Override
        public String toString() {
            return ("%,d events of %d processes in %d s beside a session idle in its transaction; %,d appends rolled back, %,d connections"
                    + " cancelled or cut (%,d events refused, %,d of unknown outcome); %d readers, one restarted, one late, one killed"
                    + " %d times: %s").formatted(events, plan.processes(), plan.load().toSeconds(), rolledBack, struck, refused, unknown,
                            READERS.size(), plan.kills(),
                            isClean() ? "each saw every position once and in order, 0 lost" : String.join("; ", problems));
        }
    }

    Report run() throws Exception {
        try (DrillLog log = DrillLog.fresh(); Disturbance disturbance = Disturbance.begin(log, plan.seed())) {
            say.accept("a log of its own is ready; " + plan.processes() + " processes begin to append");
            List<Child> appenders = IntStream.rangeClosed(1, plan.processes())
                    .mapToObj(i -> log.closedAtTheEnd(
                            Child.start("appender-" + i, Appending.class, log.address(), plan.load().toSeconds(), plan.clients())))
                    .toList();
            read(log, appenders);
            boolean heldBack = disturbance.holdsBackOthers();
            disturbance.close();
            say.accept("comparing");
            List<String> problems = new ArrayList<>(new OrderVerdict(log).reach(READERS));
            if (!heldBack) {
                problems.add("the idle session did not hold its transaction to the end, so nothing is proved");
            }
            long events = log.count("select count(*) from event");
            if (events == 0) {
                problems.add("nothing was appended");
            }
            return new Report(plan, events, told(log, "refused"), told(log, "unknown"), disturbance.rolledBack(), disturbance.struck(),
                    problems);
        }
    }

    /** Until all is appended, and every reader has caught up or has had its time. */
    private void read(DrillLog log, List<Child> appenders) throws Exception {
        Random random = new Random(plan.seed());
        Consumers steady = Reader.consumers(log, List.of(STEADY));
        steady.start();
        Consumers restarted = Reader.consumers(log, List.of(RESTARTED));
        restarted.start();
        Child killed = child(log);
        long behind = 0;
        long step = plan.load().toMillis() / (plan.kills() + 1);
        for (int kill = 1; kill <= plan.kills(); kill++) {
            Thread.sleep(step / 2 + random.nextLong(step));
            awaitMove(log, behind);
            if (kill == 1) {
                restarted.stop();
                Reader.consumers(log, List.of(LATE)).start();
            }
            killed.close();
            behind = place(log, KILLED);
            say.accept("killed the reader that is a process, at position " + behind);
            killed = child(log);
            if (kill == plan.kills()) {
                say.accept("the reader that was stopped goes on behind position " + place(log, RESTARTED));
                Reader.consumers(log, List.of(RESTARTED)).start();
            }
        }
        for (Child appender : appenders) {
            appender.awaitEnd(plan.load().plus(JVM_STARTS_WITHIN));
        }
        say.accept("the log ends at position " + log.count("select max(position) from event"));
        long giveUpAt = System.nanoTime() + CAUGHT_UP_WITHIN.toNanos();
        while (System.nanoTime() < giveUpAt && isAnyBehind(log)) {
            Thread.sleep(100);
        }
    }

    /** A reader that is killed before it could do anything proves little. */
    private static void awaitMove(DrillLog log, long behind) throws InterruptedException {
        long giveUpAt = System.nanoTime() + JVM_STARTS_WITHIN.toNanos();
        while (place(log, KILLED) <= behind && System.nanoTime() < giveUpAt) {
            Thread.sleep(20);
        }
    }

    private static Child child(DrillLog log) {
        return log.closedAtTheEnd(Child.start(KILLED, Reader.class, log.address()));
    }

    private static boolean isAnyBehind(DrillLog log) {
        return log.count(
                "select count(*) from consumer.progress where consumer = any (?) and position >= (select max(position) from event)",
                (Object) READERS.toArray(String[]::new)) < READERS.size();
    }

    private static long place(DrillLog log, String reader) {
        return log.count("select coalesce(max(position), 0) from consumer.progress where consumer = ?", reader);
    }

    private static long told(DrillLog log, String outcome) {
        return log.count("select count(*) from drill.answer where outcome = ?", outcome);
    }
}
