package com.steveslist.infra.backup;

import com.steveslist.infra.embedded.BaseBackup;
import com.steveslist.infra.embedded.Home;
import com.steveslist.infra.embedded.PostgresServer;
import com.steveslist.infra.embedded.Trees;
import com.steveslist.infra.embedded.WalArchive;
import com.steveslist.infra.embedded.stack.StackDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Backs up the running stack; the stack goes on. */
@Command(name = "backup", description = "Back up the events and, apart from them, the keys; from then on every change is archived too.",
        mixinStandardHelpOptions = true, footer = {
                "", "The master key is in neither: keep .steveslist/secrets in a third place. Index, topic and warehouse are made",
                "again from the events."})
public final class BackupCommand implements Callable<Integer> {
    @Option(names = "--to", paramLabel = "DIR", description = "Default: .steveslist/backups. Better on another disk.")
    private @Nullable Path to;

    @Option(names = "--keys-only", description = "Only the keys: after a person was erased, or often.")
    private boolean keysOnly;

    @Option(names = "--keep", paramLabel = "COUNT",
            description = "Delete all but so many of the newest backups, and the changes before them.")
    private @Nullable Integer keep;

    @Override
    public Integer call() throws IOException {
        BackupFolder folder = new BackupFolder(to == null ? new StackDirectory(Home.directory()).backups() : to.toAbsolutePath());
        RunningDatabases databases = RunningDatabases.find();
        String id = databases.server().systemIdentifier();
        Optional<Path> base = keysOnly ? Optional.empty() : Optional.of(copyEvents(folder, databases, id));
        Path keys = folder.newKeys(id);
        System.out.printf(Locale.ROOT, "keys: %d in %s%n", databases.keys().save(keys), keys);
        if (base.isPresent()) {
            completed(base.get());
        }
        if (keep != null) {
            folder.keepNewest(id, Math.max(1, keep));
        }
        return 0;
    }

    private static Path copyEvents(BackupFolder folder, RunningDatabases databases, String id) throws IOException {
        PostgresServer server = databases.server();
        Path base = folder.newBase(id);
        WalArchive wal = folder.wal(id);
        try {
            wal.continueFrom(server);
            Set<String> keys = databases.keysAreInServer() ? databases.keys().files() : Set.of();
            String last = BaseBackup.copy(server, base.resolve("data"), keys);
            wal.complete(server);
            wal.awaitArchived(server, last);
        } catch (IOException | RuntimeException e) {
            Trees.deleteTree(base);
            throw e;
        }
        return base;
    }

    /** Only now that the keys are there, without which it is worth nothing. */
    private static void completed(Path base) throws IOException {
        Instant now = Instant.now();
        BackupFolder.completed(base, now);
        System.out.printf(Locale.ROOT, "events: %.0f MB in %s%n", bytes(base.resolve("data")) / 1e6, base);
        System.out.printf("can be restored to any moment from %s on; what is written is archived within a minute%n", now);
    }

    private static long bytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
