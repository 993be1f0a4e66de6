package com.steveslist.api.drill;

import com.steveslist.api.client.Answer;
import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.demo.Crowd;
import com.steveslist.api.drill.Load.Sent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A backup under load, more load, and back to a moment in the middle of it, more than once: everything that was acknowledged before that
 * moment is there, nothing of what began after it, and whatever was made of the events agrees with them.
 */
final class RestoreDrill {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration BEFORE_BACKUP = Duration.ofSeconds(4);
    private static final int ASKING_AT_ONCE = 16;
    private static final int NOT_FOUND = 404;

    private final Duration load;
    private final int atOnce;
    private final int restores;
    private final Consumer<String> say;

    /** @param load on either side of each moment */
    RestoreDrill(Duration load, int atOnce, int restores, Consumer<String> say) {
        this.load = load;
        this.atOnce = atOnce;
        this.restores = restores;
        this.say = say;
    }

    /** @param missing acknowledged before the moment and not there @param left begun after the moment and still there */
    record Report(int restores, int kept, int undone, int missing, int left, boolean addsUp, List<String> problems) {
        boolean isClean() {
            return missing == 0 && left == 0 && addsUp && problems.isEmpty();
        }

        @Override
        public String toString() {
            return restores + " restores to a moment under load: " + kept + " checkouts acknowledged before it, " + missing
                    + " of them lost; " + undone + " begun after it, " + left + " of them left; "
                    + (addsUp ? "everything adds up each time" : "something does NOT add up");
        }
    }

    Report run() {
        try (ScratchStack stack = ScratchStack.up("restore", say)) {
            Shoppers shoppers = Shoppers.register(SteveslistClient.of(stack.address(), PATIENCE), 1);
            AtomicInteger number = new AtomicInteger();
            String backups = stack.folder("backups").toString();
            List<Sent> kept = new ArrayList<>();
            List<Sent> undone = new ArrayList<>();
            List<String> problems = new ArrayList<>();
            boolean addsUp = true;
            for (int round = 1; round <= restores; round++) {
                Instant moment;
                List<Sent> sent;
                try (Load people = Load.of(shoppers, atOnce, number)) {
                    if (round == 1) {
                        people.goOnFor(BEFORE_BACKUP);
                        stack.mustRun("backup", "--to", backups);
                    }
                    people.goOnFor(load);
                    moment = Instant.now();
                    people.goOnFor(load);
                    sent = people.stop();
                    problems.addAll(people.refused());
                }
                say.accept("round " + round + ": " + sent.size() + " checkouts; back to " + moment);
                stack.mustRun("restore", "--from", backups, "--to", moment.toString());
                kept.addAll(sent.stream().filter(one -> one.answered().isBefore(moment)).toList());
                undone.addAll(sent.stream().filter(one -> one.begun().isAfter(moment)).toList());
                addsUp &= stack.run("reconcile").exitCode() == 0;
            }
            stack.run("epoch");
            int missing = kept.size() - there(kept).size();
            int left = there(undone).size();
            return new Report(restores, kept.size(), undone.size(), missing, left, addsUp, problems.stream().limit(10).toList());
        }
    }

    private static List<Sent> there(List<Sent> asked) {
        List<Boolean> found = new Crowd(ASKING_AT_ONCE).each(asked, one -> {
            Answer answer = one.purchase().buyer().caller().get("/v1/checkouts/" + one.purchase().checkoutId());
            if (!answer.isSuccess() && answer.status() != NOT_FOUND) {
                throw new IllegalStateException("asking after " + one.purchase().checkoutId() + " gave " + answer.status());
            }
            return answer.isSuccess();
        }, () -> {});
        List<Sent> there = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            if (found.get(i)) {
                there.add(asked.get(i));
            }
        }
        return there;
    }
}
