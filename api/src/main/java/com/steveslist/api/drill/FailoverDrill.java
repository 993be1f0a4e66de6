package com.steveslist.api.drill;

import com.steveslist.api.client.Answer;
import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.client.UnexpectedAnswerException;
import com.steveslist.api.demo.Crowd;
import com.steveslist.api.drill.Load.Sent;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The primary PostgreSQL dies under load and its standby takes its place. With a synchronous standby nothing that was acknowledged may be
 * missing; with an asynchronous one, which here is cut off a little before, what is missing must be named.
 */
final class FailoverDrill {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration CUT_OFF = Duration.ofSeconds(3);
    private static final Duration WRITES_WITHIN = Duration.ofSeconds(60);
    private static final int ASKING_AT_ONCE = 16;
    private static final int NOT_FOUND = 404;
    private static final String READ_ONLY = "25006";

    private final boolean synchronous;
    private final Duration load;
    private final int atOnce;
    private final Consumer<String> say;

    /** @param load before and after */
    FailoverDrill(boolean synchronous, Duration load, int atOnce, Consumer<String> say) {
        this.synchronous = synchronous;
        this.load = load;
        this.atOnce = atOnce;
        this.say = say;
    }

    /**
     * What came of it.
     *
     * @param writesAfter from the kill to the next acknowledged write
     * @param lost acknowledged checkouts that are not there
     * @param unnamed of those, the ones that are not among the events that the old primary still has
     */
    record Report(boolean synchronous, int acknowledged, Duration writesAfter, int lost, int unnamed, int lostEvents, boolean fenced,
            boolean addsUp, List<String> problems) {
        boolean isClean() {
            return (synchronous ? lost == 0 : unnamed == 0) && fenced && addsUp && writesAfter.compareTo(WRITES_WITHIN) <= 0
                    && problems.isEmpty();
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT,
                    "%d checkouts acknowledged around 1 failover to %s standby; writes again after %.1f s; %d lost%s; "
                            + "%d events of the old primary are not in the log; the old primary %s; %s",
                    acknowledged, synchronous ? "a synchronous" : "an asynchronous", writesAfter.toMillis() / 1e3, lost,
                    synchronous ? "" : ", " + unnamed + " of them not named", lostEvents, fenced ? "refuses writes" : "TAKES WRITES",
                    addsUp ? "everything adds up" : "something does NOT add up");
        }
    }

    Report run() {
        String how = synchronous ? "synchronous" : "asynchronous";
        try (ScratchStack stack = ScratchStack.up("failover", say, "--standby=" + how)) {
            SteveslistClient client = SteveslistClient.of(stack.address(), PATIENCE);
            Shoppers shoppers = Shoppers.register(client, 1);
            Trader prober = Trader.register(client, "prober");
            List<Sent> sent;
            Duration writesAfter;
            List<String> problems = new ArrayList<>();
            try (Load people = Load.of(shoppers, atOnce, new AtomicInteger())) {
                people.goOnFor(load);
                if (!synchronous) {
                    stack.mustRun("stop", "postgres-2");
                    people.goOnFor(CUT_OFF);
                }
                say.accept("kill -9 postgres after " + people.count() + " checkouts");
                long killed = System.nanoTime();
                stack.kill("postgres");
                stack.mustRun("failover");
                writesAfter = untilWritten(prober, killed);
                say.accept("the first write is acknowledged after " + writesAfter.toMillis() + " ms");
                people.goOnFor(load);
                sent = people.stop();
                problems.addAll(people.refused());
            }
            boolean addsUp = stack.run("reconcile").exitCode() == 0;
            stack.mustRun("start", "postgres");
            boolean fenced = refusesWrites(stack.part("postgres"));
            List<String> lostEvents = stack.ask("epoch", "lost").lines().stream().filter(line -> line.matches("\\d+:\\d+ .*")).toList();
            stack.run("epoch");
            if (!lostEvents.isEmpty()) {
                say.accept("not in the log, from " + lostEvents.getFirst() + " to " + lostEvents.getLast());
            }
            Set<String> named = lostEvents.stream().map(line -> line.split(" ")[1]).collect(Collectors.toSet());
            List<Purchase> lost = lost(sent);
            List<String> unnamed = lost.stream().map(Purchase::checkoutId).filter(id -> !named.contains(id)).toList();
            problems.addAll(unnamed.stream().map(id -> id + " was acknowledged and is nowhere").toList());
            return new Report(synchronous, sent.size(), writesAfter, lost.size(), unnamed.size(), lostEvents.size(), fenced, addsUp,
                    problems.stream().limit(10).toList());
        }
    }

    private static Duration untilWritten(Trader prober, long since) {
        int attempt = 0;
        while (true) {
            try {
                prober.list("probe-" + attempt++, 1, 1_00);
                return Duration.ofNanos(System.nanoTime() - since);
            } catch (UnexpectedAnswerException e) {
                if (System.nanoTime() - since > WRITES_WITHIN.multipliedBy(2).toNanos()) {
                    throw e;
                }
            }
        }
    }

    private static List<Purchase> lost(List<Sent> sent) {
        List<@Nullable Purchase> lost = new Crowd(ASKING_AT_ONCE).each(sent, one -> {
            Answer answer = one.purchase().buyer().caller().get("/v1/checkouts/" + one.purchase().checkoutId());
            if (!answer.isSuccess() && answer.status() != NOT_FOUND) {
                throw new IllegalStateException("asking after " + one.purchase().checkoutId() + " gave " + answer.status());
            }
            return answer.isSuccess() ? null : one.purchase();
        }, () -> {});
        List<Purchase> named = new ArrayList<>();
        for (Purchase purchase : lost) {
            if (purchase != null) {
                named.add(purchase);
            }
        }
        return named;
    }

    /** Even to somebody who insists. */
    private static boolean refusesWrites(JsonNode old) {
        try (Connection connection =
                DriverManager.getConnection(old.path("address").asString(), old.path("user").asString(), old.path("password").asString());
                Statement statement = connection.createStatement()) {
            statement.execute("set default_transaction_read_only = off");
            statement.execute("create table proof_of_two_primaries ()");
            return false;
        } catch (SQLException e) {
            return READ_ONLY.equals(e.getSQLState());
        }
    }
}
