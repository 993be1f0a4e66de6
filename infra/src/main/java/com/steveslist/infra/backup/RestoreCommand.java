package com.steveslist.infra.backup;

import com.steveslist.infra.backup.BackupFolder.Base;
import com.steveslist.infra.embedded.Home;
import com.steveslist.infra.embedded.PostgresServer;
import com.steveslist.infra.embedded.Recovery;
import com.steveslist.infra.embedded.ServerException;
import com.steveslist.infra.embedded.StandbyServer;
import com.steveslist.infra.embedded.WalArchive;
import com.steveslist.infra.embedded.stack.EmbeddedPostgres;
import com.steveslist.infra.embedded.stack.Stack;
import com.steveslist.infra.embedded.stack.StackDirectory;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Brings the events back as they were at a moment, in a new epoch, with the keys as they are now. Works on a stack that runs or not. */
@Command(name = "restore", description = "Bring the events back as they were at a moment; everything made of them follows.",
        mixinStandardHelpOptions = true)
public final class RestoreCommand implements Callable<Integer> {
    @Option(names = "--from", paramLabel = "DIR", required = true, description = "Where ./steveslist backup put it.")
    private Path from = Path.of("");

    @Option(names = "--to", paramLabel = "TIME", defaultValue = "latest",
            description = "Such as 2026-11-23T06:30:00Z, or latest: all that was archived, and what the server still has.")
    private String to = "latest";

    private final StackDirectory directory = new StackDirectory(Home.directory());
    private final Stack stack = new Stack(directory);

    @Override
    public Integer call() throws IOException {
        long begun = System.nanoTime();
        Optional<Instant> until = moment();
        BackupFolder folder = new BackupFolder(from.toAbsolutePath());
        Base base = folder.baseFor(until);
        WalArchive wal = folder.wal(base.server());
        ServerKeys keys = new ServerKeys(folder, base.server(), System.out::println);
        if (stack.state().isPresent()) {
            restoreUnderneath(base, wal, keys, until);
        } else {
            restoreAlone(base, wal, keys, until);
        }
        System.out.printf(Locale.ROOT, "restored in %.1f s%n", (System.nanoTime() - begun) / 1e9);
        Path before = directory.part("postgres").resolve("data.before-restore");
        if (Files.exists(before)) {
            System.out.println("what it was before is in " + before + " until the next restore");
        }
        return 0;
    }

    /** What was stopped is started again also when the restore fails, on what was there before. */
    private void restoreUnderneath(Base base, WalArchive wal, ServerKeys keys, Optional<Instant> until) throws IOException {
        RunningDatabases databases = RunningDatabases.find();
        refuseWithStandby();
        order("stop", "app");
        try {
            finish(databases, wal, keys);
            order("stop", "postgres");
            restore(base, wal, keys, until);
        } finally {
            order("start", "postgres");
            order("start", "app");
        }
    }

    private void restoreAlone(Base base, WalArchive wal, ServerKeys keys, Optional<Instant> until) throws IOException {
        directory.prepare();
        FileLock lock = directory.lock().orElseThrow(() -> new ServerException("the stack is just starting or ending: try again"));
        try {
            restore(base, wal, keys, until);
        } finally {
            lock.release();
        }
        System.out.println("start it with ./steveslist up");
    }

    private void order(String verb, String part) {
        if (!stack.order(List.of(verb, part), System.out::println)) {
            throw new ServerException("cannot " + verb + " " + part);
        }
    }

    private Optional<Instant> moment() {
        if ("latest".equals(to)) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(to).toInstant());
        } catch (DateTimeParseException e) {
            throw new ServerException("--to " + to + " is not a time such as 2026-11-23T06:30:00Z, nor latest", e);
        }
    }

    private void refuseWithStandby() {
        if (stack.running().parts().stream().anyMatch(part -> part.name().equals("postgres-2"))) {
            throw new ServerException("a standby follows: ./steveslist down first; the next up --standby makes it anew");
        }
    }

    /** While the server still runs: its last changes and the newest keys. One that cannot give them any more is not waited for. */
    private static void finish(RunningDatabases databases, WalArchive wal, ServerKeys keys) {
        try {
            if (databases.server().systemIdentifier().equals(keys.server()) && wal.continues(databases.server())) {
                wal.complete(databases.server());
            }
            keys.save(databases.keys());
        } catch (ServerException e) {
            System.out.println("goes on without the server's last changes and keys: " + e.getMessage());
        }
    }

    private void restore(Base base, WalArchive wal, ServerKeys keys, Optional<Instant> until) throws IOException {
        PostgresServer apart = EmbeddedPostgres.apart(directory);
        for (PostgresServer former : EmbeddedPostgres.whatTookWrites(directory)) {
            if (former.systemIdentifier().equals(base.server())) {
                keys.saveFrom(former);
                wal.rescue(former);
            }
        }
        System.out.println(
                "restores " + base.folder() + " and goes on to " + until.map(Instant::toString).orElse("the end of what is archived"));
        Recovery.run(apart, base.data(), wal, until.orElse(null), server -> {
            StandbyServer.Promotion promotion = StandbyServer.startEpoch(server, "restored to " + to);
            promotion.epoch().ifPresent(epoch -> System.out.println(
                    "epoch " + epoch + " begins at position " + promotion.firstPosition().orElse("?")));
            keys.putInto(server);
            continueArchive(wal, server);
        });
        for (PostgresServer former : EmbeddedPostgres.whatTookWrites(directory)) {
            if (!former.data().equals(apart.data())) {
                StandbyServer.fence(former);
            }
        }
    }

    private static void continueArchive(WalArchive wal, PostgresServer server) {
        try {
            wal.continueFrom(server);
            wal.complete(server);
        } catch (IOException e) {
            throw new ServerException("cannot continue the archive: " + e.getMessage(), e);
        }
    }
}
