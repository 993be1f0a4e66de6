package com.steveslist.api.drill;

import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.drill.fuzz.ApiFuzz;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Drills against the running stack. */
@Command(
        name = "drill",
        description = "Try what only shows under load and in accidents, against the running stack.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "DRILL")
public final class DrillCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int MOST_SECONDS_AWAY = 60;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec own = spec();
        throw new ParameterException(own.commandLine(), "name a drill");
    }

    @Command(name = "race", description = "Many buyers for a few units: exactly the units there are get sold.",
            mixinStandardHelpOptions = true)
    int race(
            @Option(names = "--buyers", defaultValue = "200", description = "Default: ${DEFAULT-VALUE}.") int buyers,
            @Option(names = "--units", defaultValue = "10", description = "Default: ${DEFAULT-VALUE}.") int units) {
        Race.Result result = new Race(client(), buyers, units).run();
        int reconciled = reconcile();
        System.out.printf(
                "drill race: %d buyers for %d units: %s, %d left, %s%n", buyers, units, result.outcomes(), result.available(),
                result.expected() && reconciled == 0 ? "as it should be" : "NOT as it should be");
        return result.expected() ? reconciled : 1;
    }

    @Command(
            name = "crash",
            description = "Kill parts (kill -9) while people check out; nothing that was acknowledged may be missing.",
            mixinStandardHelpOptions = true)
    int crash(
            @Option(names = "--checkouts", defaultValue = "1000",
                    description = "At least so many. Default: ${DEFAULT-VALUE}.") int checkouts,
            @Option(names = "--at-once", defaultValue = "64",
                    description = "Under way at any moment. Default: ${DEFAULT-VALUE}.") int atOnce,
            @Option(names = "--kills", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}.") int kills,
            @Option(names = "--parts", defaultValue = "app,postgres,app+postgres", split = ",",
                    description = "Which are killed, by lot: app, postgres, kafka, elasticsearch, or several at once. "
                            + "Default: ${DEFAULT-VALUE}.") List<String> parts,
            @Option(names = "--away", split = ",", defaultValue = "kafka,elasticsearch",
                    description = "Which are killed and kept away once, 2 s a kill, at most 60 s. Default: ${DEFAULT-VALUE}.") List<String> away,
            @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.") long seed) {
        List<Victim> victims = parts.stream().map(DrillCommand::victim).toList();
        Duration length = Duration.ofSeconds(Math.min(MOST_SECONDS_AWAY, 2L * kills));
        List<Victim> outages = away.stream().filter(part -> !part.isEmpty()).<Victim>map(part -> new Outage(
                new StackPart(part), length, () -> command("stop", part), () -> command("start", part))).toList();
        // The supervisor gives up on a part that dies more than 5 times a minute.
        CrashDrill.Plan plan = new CrashDrill.Plan(checkouts, atOnce, kills, Duration.ofSeconds(5), Duration.ofSeconds(15), seed);
        CrashDrill.Report report = new CrashDrill(client(), victims, outages, plan, System.err::println).run();
        report.problems().stream().limit(20).forEach(problem -> System.out.println("  " + problem));
        int reconciled = reconcile();
        System.out.println("drill crash (" + String.join(", ", parts) + "): " + report
                + (reconciled == 0 ? "; everything adds up" : "; something does NOT add up"));
        return report.isClean() ? reconciled : 1;
    }

    @Command(
            name = "restore",
            description = "On a stack of its own: back up under load, go on, restore to a moment; everything made of the events agrees.",
            mixinStandardHelpOptions = true)
    int restore(
            @Option(names = "--load", defaultValue = "10", paramLabel = "SECONDS",
                    description = "Before and after each moment. Default: ${DEFAULT-VALUE}.") int loadSeconds,
            @Option(names = "--at-once", defaultValue = "16", description = "Checkouts under way. Default: ${DEFAULT-VALUE}.") int atOnce,
            @Option(names = "--restores", defaultValue = "2", description = "Default: ${DEFAULT-VALUE}.") int restores) {
        RestoreDrill.Report report = new RestoreDrill(Duration.ofSeconds(loadSeconds), atOnce, restores, System.err::println).run();
        report.problems().forEach(problem -> System.out.println("  " + problem));
        System.out.println("drill restore: " + report);
        return report.isClean() ? 0 : 1;
    }

    @Command(
            name = "failover",
            description = "On a stack of its own: kill the primary PostgreSQL under load and let its standby take over.",
            mixinStandardHelpOptions = true)
    int failover(
            @Option(names = "--asynchronous",
                    description = "With a standby that is behind: what is lost must be named.") boolean asynchronous,
            @Option(names = "--load", defaultValue = "10", paramLabel = "SECONDS",
                    description = "Before and after. Default: ${DEFAULT-VALUE}.") int loadSeconds,
            @Option(names = "--at-once", defaultValue = "16", description = "Checkouts under way. Default: ${DEFAULT-VALUE}.") int atOnce) {
        FailoverDrill.Report report =
                new FailoverDrill(!asynchronous, Duration.ofSeconds(loadSeconds), atOnce, System.err::println).run();
        report.problems().forEach(problem -> System.out.println("  " + problem));
        System.out.println("drill failover: " + report);
        return report.isClean() ? 0 : 1;
    }

    @Command(
            name = "nodes",
            description = "On a stack of its own: several nodes on one database; each is killed and frozen under load.",
            mixinStandardHelpOptions = true)
    int nodes(
            @Option(names = "--nodes", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}.") int nodes,
            @Option(names = "--frozen", defaultValue = "20", paramLabel = "SECONDS",
                    description = "How long each is frozen. Default: ${DEFAULT-VALUE}.") int frozenSeconds,
            @Option(names = "--at-once", defaultValue = "16", description = "People who check out. Default: ${DEFAULT-VALUE}.") int atOnce,
            @Option(names = "--rest", defaultValue = "3", paramLabel = "SECONDS",
                    description = "How long each rests after a checkout; 0 takes all that the processors can do. Default: ${DEFAULT-VALUE}.") int restSeconds) {
        NodesDrill.Plan plan = new NodesDrill.Plan(
                atOnce, Duration.ofSeconds(restSeconds), Duration.ofSeconds(30), Duration.ofSeconds(frozenSeconds), Duration.ofSeconds(5),
                200, 10);
        NodesDrill.Report report = NodesDrill.onItsOwnStack(nodes, plan, System.err::println);
        report.problems().forEach(problem -> System.out.println("  " + problem));
        System.out.println("drill nodes: " + report);
        return report.isClean() ? 0 : 1;
    }

    @Command(
            name = "reads",
            aliases = "read-your-writes",
            description = "On a stack of its own: reads right after writes, by REST and GraphQL, while read models are paused and killed; "
                    + "none may be stale.",
            mixinStandardHelpOptions = true)
    int reads(
            @Option(names = "--pairs", defaultValue = "10000", description = "Default: ${DEFAULT-VALUE}.") int pairs,
            @Option(names = "--nodes", defaultValue = "1", description = "That answer. Default: ${DEFAULT-VALUE}.") int nodes,
            @Option(names = "--at-once", defaultValue = "32", description = "Pairs under way. Default: ${DEFAULT-VALUE}.") int atOnce) {
        ReadsOnNodes.Outcome outcome = new ReadsOnNodes(nodes, System.err::println).run(pairs, atOnce);
        outcome.report().violations().stream().limit(10).forEach(violation -> System.out.println("  " + violation));
        System.out.println("drill reads (" + nodes + (nodes == 1 ? " node): " : " nodes): ") + outcome.report()
                + (outcome.addsUp() ? "; everything adds up" : "; something does NOT add up"));
        return outcome.report().isClean() && outcome.addsUp() ? 0 : 1;
    }

    @Command(
            name = "api-fuzz",
            description = "Attack the running API with requests made out of its own OpenAPI document; no answer may be outside of it.",
            mixinStandardHelpOptions = true)
    int apiFuzz(
            @Option(names = "--requests", defaultValue = "20000", description = "Default: ${DEFAULT-VALUE}.") int requests,
            @Option(names = "--at-once", defaultValue = "8", description = "Default: ${DEFAULT-VALUE}.") int atOnce,
            @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.") long seed) {
        ApiFuzz.Plan plan = new ApiFuzz.Plan(requests, atOnce, seed);
        ApiFuzz.Report report = new ApiFuzz(SteveslistClient.runningStack(), plan, System.err::println).run();
        report.violations().forEach(violation -> System.out.println("  " + violation));
        System.out.println("drill api-fuzz: " + report);
        return report.isClean() ? 0 : 1;
    }

    @Command(
            name = "erase",
            description = "On a stack of its own: people who left a word everywhere are erased; nothing that was ever written holds it then.",
            mixinStandardHelpOptions = true)
    int erase() {
        EraseDrill.Report report = new EraseDrill(System.err::println).run();
        report.problems().forEach(problem -> System.out.println("  " + problem));
        System.out.println("drill erase: " + report);
        return report.isClean() ? 0 : 1;
    }

    @Command(
            name = "import",
            description = "Very many listings in one import, again, and exported: each is there once, and others are not held up.",
            mixinStandardHelpOptions = true)
    int importing(
            @Option(names = "--rows", defaultValue = "100000", description = "Default: ${DEFAULT-VALUE}.") int rows,
            @Option(names = "--kills", defaultValue = "0",
                    description = "How often the application is killed meanwhile. Default: ${DEFAULT-VALUE}.") int kills) {
        ImportDrill.Plan plan = new ImportDrill.Plan(rows, kills);
        ImportDrill.Report report = new ImportDrill(client(), new StackPart("app"), plan, System.err::println).run();
        int reconciled = reconcile();
        System.out.println("drill import: " + report + (reconciled == 0 ? "; everything adds up" : "; something does NOT add up"));
        return report.isClean() ? reconciled : 1;
    }

    @Command(
            name = "time-travel",
            description = "Record what reads answer at random moments of a busy run, and ask again as of then: all must be equal.",
            mixinStandardHelpOptions = true)
    int timeTravel(
            @Option(names = "--moments", defaultValue = "1000", description = "Default: ${DEFAULT-VALUE}.") int moments,
            @Option(names = "--at-once", defaultValue = "4", description = "Purchases under way. Default: ${DEFAULT-VALUE}.") int atOnce,
            @Option(names = "--within", defaultValue = "1200", paramLabel = "SECONDS",
                    description = "Recording ends after so long at most. Default: ${DEFAULT-VALUE}.") int withinSeconds,
            @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.") long seed) {
        TimeTravelDrill.Plan plan = new TimeTravelDrill.Plan(moments, atOnce, Duration.ofSeconds(withinSeconds), seed);
        TimeTravelDrill.Report report = new TimeTravelDrill(client(), plan, System.err::println).run();
        report.differences().stream().limit(10).forEach(difference -> System.out.println("  " + difference));
        System.out.println("drill time-travel: " + report);
        return report.isClean() ? 0 : 1;
    }

    private static SteveslistClient client() {
        return SteveslistClient.of(SteveslistClient.runningStack(), PATIENCE);
    }

    private static Victim victim(String parts) {
        List<Victim> victims = Stream.of(parts.split("\\+")).<Victim>map(StackPart::new).toList();
        return victims.size() == 1 ? victims.getFirst() : Victim.together(victims);
    }

    private int reconcile() {
        return command("reconcile");
    }

    private int command(String name, String... arguments) {
        CommandSpec parent = spec().parent();
        CommandLine command = parent == null ? null : parent.subcommands().get(name);
        if (command == null) {
            throw new IllegalStateException("./steveslist has no command " + name);
        }
        return command.execute(arguments);
    }

    private CommandSpec spec() {
        CommandSpec own = spec;
        if (own == null) {
            throw new IllegalStateException("not run by picocli");
        }
        return own;
    }
}
