package com.steveslist.infra.proof;

import com.steveslist.events.proof.SignedHead;
import com.steveslist.infra.bench.BenchLog;
import com.steveslist.infra.bench.SampleMarket;
import com.steveslist.infra.embedded.EmbeddedServers;
import com.steveslist.infra.embedded.Trees;
import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.infra.eventstore.LogAddress;
import com.steveslist.infra.eventstore.append.Appender;
import com.steveslist.infra.proof.LoneVerifier.Said;
import com.steveslist.infra.serialization.EventJson;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.JdbcTemplate;

/** Alters copies of a proven log as the database's owner could, and sees whether the verifier alone finds it. */
final class TamperDrill {

    /** The auditor came so many times while the log grew, and kept a head each time. */
    private static final int VISITS = 4;
    private static final Pattern AT = Pattern.compile("the event at position (\\d+)");
    private static final Pattern BETWEEN = Pattern.compile("the events from position (\\d+) to (\\d+)");

    private final Plan plan;
    private final Consumer<String> say;
    private final EventJson json = new EventJson();
    private final Random random;

    TamperDrill(Plan plan, Consumer<String> say) {
        this.plan = plan;
        this.say = say;
        this.random = new Random(plan.seed());
    }

    /** @param events of the log @param places at which each kind of attack happens */
    record Plan(int events, int places, long seed) {}

    /** @param named how many were found at their very position @param problems what was not found, or found elsewhere */
    record Report(Plan plan, int attacks, int named, String untouched, List<String> problems) {

        boolean isClean() {
            return problems.isEmpty();
        }

        @Override
        public String toString() {
            return ("%d alterations of %d kinds at random places of %,d events (seed %d); untouched: %s; %s").formatted(attacks,
                    Attack.values().length, plan.events(), plan.seed(), untouched,
                    isClean()
                            ? "every one found by the verifier alone, %d at their very position, %d between two heads that were kept"
                                    .formatted(named, attacks - named)
                            : String.join("; ", problems));
        }
    }

    /** A log, its proof and what an auditor has of both. */
    private record Scene(Path folder, LoneVerifier verifier, Path kept) {}

    Report run() throws Exception {
        Path folder = Files.createTempDirectory("steveslist-tamper");
        try {
            Scene scene = new Scene(folder, new LoneVerifier(Files.createDirectory(folder.resolve("verifier"))), folder.resolve("kept"));
            LogAddress log = build(scene);
            Said untouched = scene.verifier().check(folder.resolve("export-" + VISITS), scene.kept());
            List<String> problems = new ArrayList<>();
            if (untouched.exitCode() != 0) {
                problems.add("the untouched log is called: " + untouched.last());
            }
            int named = 0;
            for (Attack attack : Attack.values()) {
                for (int place = 1; place <= plan.places(); place++) {
                    named += attack(scene, log, attack, attack.name() + "-" + place, problems) ? 1 : 0;
                }
            }
            return new Report(plan, Attack.values().length * plan.places(), named, untouched.last(), problems);
        } finally {
            Trees.deleteTree(folder);
        }
    }

    private LogAddress build(Scene scene) throws Exception {
        say.accept("a log of " + plan.events() + " events is written, and proven " + VISITS + " times on the way");
        try (BenchLog log = new BenchLog(); HikariDataSource dataSource = ProofConfiguration.open(log.address())) {
            Appender appender = log.appender();
            for (int visit = 1; visit <= VISITS; visit++) {
                for (int i = 0; i < plan.events() / VISITS; i++) {
                    appender.append(SampleMarket.listing().toRequest(json));
                }
                SignedHead head = sign(dataSource, scene.folder().resolve("key"));
                Path export = scene.folder().resolve("export-" + visit);
                new LogExport(dataSource, export).write(head, 1, head.size());
                scene.verifier().check(export, scene.kept());
            }
            return log.address();
        }
    }

    private SignedHead sign(HikariDataSource dataSource, Path key) {
        LogKeys keys = new LogKeys(new SigningKeyFile(key), dataSource);
        EventLog log = new EventLog(dataSource, json);
        TreeGrowth growth = new TreeGrowth(dataSource, log, keys);
        while (growth.step().orElseThrow().more()) {
            // The next step has something to do.
        }
        new ProofBook(dataSource).covering(log.last(), Duration.ZERO);
        return new HeadSigning(dataSource, keys, new LastSigned(key)).signWhenDue().orElseThrow();
    }

    /** @return whether the place was named */
    private boolean attack(Scene scene, LogAddress log, Attack attack, String name, List<String> problems)
            throws IOException, SQLException, InterruptedException {
        // Behind the first head where heads are cut off too, so that there is something left to export.
        int from = attack.isWithinHeads() ? plan.events() / VISITS + 2 : 2;
        long position = from + random.nextInt(plan.events() - 1 - from);
        Path kept = copy(scene.kept(), scene.folder().resolve("kept-" + name));
        Path export = scene.folder().resolve(name);
        try (HikariDataSource altered = ProofConfiguration.open(copy(log))) {
            attack.alter(new JdbcTemplate(altered), position, random);
            if (attack.isSignedAnew()) {
                // On a node that never signed before, with the same key.
                sign(altered, copy(scene.folder().resolve("key"), scene.folder().resolve("key-" + name)));
            }
            SignedHead head = new ProofBook(altered).latest().orElse(null);
            if (head == null) {
                problems.add(attack.words() + " at " + position + ": nothing is left to export");
                return false;
            }
            new LogExport(altered, export).write(head, 1, head.size());
        }
        Said said = scene.verifier().check(export, kept);
        say.accept(attack.words() + " at " + position + ": " + said.last());
        return judge(attack, position, said, problems);
    }

    private static boolean judge(Attack attack, long position, Said said, List<String> problems) {
        Matcher at = AT.matcher(said.last());
        if (said.exitCode() == 1 && at.find() && Long.parseLong(at.group(1)) == position) {
            return true;
        }
        Matcher between = BETWEEN.matcher(said.last());
        boolean found = said.exitCode() == 1 && attack.isWithinHeads() && between.find() && Long.parseLong(between.group(1)) <= position
                && position <= Long.parseLong(between.group(2));
        if (!found) {
            problems.add(attack.words() + " at position " + position + " was answered by " + said.exitCode() + ", " + said.last());
        }
        return false;
    }

    /** A database with the same content. */
    private static LogAddress copy(LogAddress log) {
        EmbeddedServers.Database copy =
                EmbeddedServers.postgres().copyOf(new EmbeddedServers.Database(log.url(), log.user(), log.password()), "tampered");
        return new LogAddress(copy.url(), copy.user(), copy.password());
    }

    /** A file or a folder of files. */
    private static Path copy(Path from, Path to) throws IOException {
        if (Files.isDirectory(from)) {
            Files.createDirectory(to);
            try (var files = Files.list(from)) {
                for (Path file : files.toList()) {
                    Files.copy(file, to.resolve(file.getFileName().toString()));
                }
            }
            return to;
        }
        return Files.copy(from, to);
    }
}
