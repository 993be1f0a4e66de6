package com.steveslist.infra.drill;

import com.steveslist.command.dispatch.Commands;
import com.steveslist.events.listing.ListingId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Who wins and what losers are told: first at the log, where all want the same version, then on the whole way of a command. */
final class RacesDrill {

    private static final Duration ENDS_WITHIN = Duration.ofMinutes(4);

    private final Plan plan;
    private final Consumer<String> say;

    RacesDrill(Plan plan, Consumer<String> say) {
        this.plan = plan;
        this.say = say;
    }

    /**
     * @param threads in all, over two processes or nodes @param versions that they race for @param commands of each thread to one busy
     *     listing @param rounds of selling out and restocking on two nodes
     */
    record Plan(int threads, int versions, int commands, int rounds) {}

    /** @param told what commands to the busy listing were told, with how often */
    record Report(Plan plan, long conflicts, long bystanders, long groups, Map<String, Long> told, List<String> problems) {

        boolean isClean() {
            return problems.isEmpty();
        }

        @Override
        public String toString() {
            return ("%d threads of 2 processes for %,d versions of one stream: %,d exact conflicts, %,d commands beside them in %,d group"
                    + " commits; %d threads on 2 nodes at one listing: %s; %,d rounds of selling out here and restocking there: %s")
                    .formatted(plan.threads(), plan.versions(), conflicts, bystanders, groups, plan.threads(), told, plan.rounds(),
                            isClean() ? "one winner a version, nothing lost, nothing stale" : String.join("; ", problems));
        }
    }

    Report run() throws Exception {
        List<String> problems = new ArrayList<>();
        try (DrillLog log = DrillLog.fresh()) {
            ListingId contested = ListingId.next();
            raceForVersions(log, contested);
            problems.addAll(new RacesVerdict(log, contested.value(), plan).reach());
            long conflicts = log.count("select count(*) from drill.answer where outcome = 'conflict'");
            long bystanders = log.count("select count(*) from event where stream <> ?", contested.value());
            long groups = log.count("select count(distinct recorded_at) from event");
            Map<String, Long> told = commands(log, problems);
            return new Report(plan, conflicts, bystanders, groups, told, problems);
        }
    }

    private void raceForVersions(DrillLog log, ListingId contested) throws InterruptedException {
        say.accept(plan.threads() + " threads of two processes race for " + plan.versions() + " versions of " + contested.value());
        List<Child> racers = List.of(racer(log, 1, contested), racer(log, 2, contested));
        for (Child racer : racers) {
            racer.awaitEnd(ENDS_WITHIN);
        }
    }

    private Child racer(DrillLog log, int number, ListingId contested) {
        return log.closedAtTheEnd(Child.start(
                "racer-" + number, Racing.class, log.address(), contested.value(), plan.versions(), plan.threads() / 2));
    }

    private Map<String, Long> commands(DrillLog log, List<String> problems) throws Exception {
        try (CommandNode one = new CommandNode(log.address()); CommandNode other = new CommandNode(log.address())) {
            List<Commands> nodes = List.of(one.commands(), other.commands());
            say.accept(plan.threads() + " threads on two nodes, " + plan.commands() + " commands each to one listing");
            long enough = (long) plan.threads() * plan.commands();
            BusyAggregate busy = new BusyAggregate(nodes, enough);
            Map<String, Long> told = busy.crowd(plan.threads(), plan.commands());
            told.forEach((what, often) -> {
                boolean expected = what.endsWith(BusyAggregate.DONE) || what.endsWith(BusyAggregate.COME_AGAIN)
                        || what.equals("change version_mismatch");
                if (!expected) {
                    problems.add(often + " times " + what);
                }
            });
            long reserved = log.count("select count(*) from event where stream = ? and type = 'listing.reserved'", busy.listing().value());
            if (reserved != told.getOrDefault("reserve " + BusyAggregate.DONE, 0L)) {
                problems.add("the log has " + reserved + " reservations");
            }
            say.accept(plan.rounds() + " rounds of selling out on one node and restocking on the other");
            problems.addAll(new BusyAggregate(nodes, 0).pingPong(plan.rounds()));
            return told;
        }
    }
}
