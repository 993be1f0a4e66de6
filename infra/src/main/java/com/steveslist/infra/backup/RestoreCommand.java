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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
        if (stack.state().isPresent()) {
            refuseWithStandby();
            order("stop", "app");
            finish(folder, base);
            order("stop", "postgres");
            restore(folder, base, until);
            order("start", "postgres");
            order("start", "app");
        } else {
            directory.prepare();
            FileLock lock = directory.lock().orElseThrow(() -> new ServerException("the stack is just starting or ending: try again"));
            try {
                restore(folder, base, until);
            } finally {
                lock.release();
            }
            System.out.println("start it with ./steveslist up");
        }
        System.out.printf(Locale.ROOT, "restored in %.1f s; what it was before is in %s until the next restore%n",
                (System.nanoTime() - begun) / 1e9, directory.part("postgres").resolve("data.before-restore"));
        return 0;
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
    private static void finish(BackupFolder folder, Base base) throws IOException {
        RunningDatabases databases = RunningDatabases.find();
        try {
            WalArchive wal = folder.wal(base.server());
            if (databases.server().systemIdentifier().equals(base.server()) && wal.continues(databases.server())) {
                wal.complete(databases.server());
            }
            databases.keys().save(folder.newKeys(base.server()));
        } catch (ServerException e) {
            System.out.println("goes on without the server's last changes and keys: " + e.getMessage());
        }
    }

    private void restore(BackupFolder folder, Base base, Optional<Instant> until) throws IOException {
        WalArchive wal = folder.wal(base.server());
        PostgresServer apart = EmbeddedPostgres.apart(directory);
        for (PostgresServer former : EmbeddedPostgres.whatTookWrites(directory)) {
            if (former.systemIdentifier().equals(base.server())) {
                saveKeys(folder, base, former);
                wal.rescue(former);
            }
        }
        System.out.println("restores " + base.folder() + " and goes on to " + until.map(Instant::toString).orElse("the end of what is archived"));
        Recovery.run(apart, base.data(), wal, until.orElse(null), server -> {
            StandbyServer.Promotion promotion = StandbyServer.startEpoch(server, "restored to " + to);
            promotion.epoch().ifPresent(epoch -> System.out.println(
                    "epoch " + epoch + " begins at position " + promotion.firstPosition().orElse("?")));
            putKeysIn(folder, base, server);
            continueArchive(wal, server);
        });
        for (PostgresServer former : EmbeddedPostgres.whatTookWrites(directory)) {
            if (!former.data().equals(apart.data())) {
                StandbyServer.fence(former);
            }
        }
    }

    /** Of a server that is down. */
    private static void saveKeys(BackupFolder folder, Base base, PostgresServer former) throws IOException {
        try {
            Recovery.briefly(former, server -> {
                try {
                    keysIn(server).save(folder.newKeys(base.server()));
                } catch (IOException e) {
                    throw new ServerException("cannot save the keys: " + e.getMessage(), e);
                }
            });
        } catch (ServerException e) {
            System.out.println("goes on with the keys of the last backup: " + e.getMessage());
        }
    }

    private static Keys keysIn(PostgresServer server) {
        return new Keys(server.url("steveslist_keys"), PostgresServer.USER, server.password());
    }

    /** False when nothing was written to the keys since the base backup, which has no file of theirs. */
    private static boolean saved(Keys keys, Path to) throws IOException {
        try {
            keys.save(to);
            return true;
        } catch (ServerException e) {
            return false;
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

    /** The newest copy, and what came since into the server's log; a key that one of them knows as erased is erased. */
    private static void putKeysIn(BackupFolder folder, Base base, PostgresServer server) {
        if (!server.hasDatabase("steveslist_keys")) {
            return;
        }
        Keys keys = keysIn(server);
        try {
            List<Path> copies = new ArrayList<>(folder.keys(base.server()).stream().toList());
            Path since = Files.createTempFile("keys", ".copy.gz");
            Files.delete(since);
            if (saved(keys, since)) {
                copies.add(since);
            }
            server.recreateDatabase("steveslist_keys");
            for (Path copy : copies) {
                System.out.println("keys: " + keys.add(copy) + " of " + copy.getFileName());
            }
            Files.deleteIfExists(since);
        } catch (IOException e) {
            throw new ServerException("cannot put the keys in: " + e.getMessage(), e);
        }
    }
}
