package com.steveslist.infra.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Brings a server back from a base backup and the archived write-ahead log, up to a moment, apart from everybody: on a port of its own. */
public final class Recovery {
    private static final Duration RECOVERED_WITHIN = Duration.ofHours(6);
    /** The server reads its settings before it knows names of time zones, so also before it knows a Z. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS'+00'").withZone(ZoneOffset.UTC);
    private static final String SETTINGS = "recovery.conf";

    private Recovery() {}

    /**
     * Replaces the data of a server that is down and runs {@code then} on it before anybody else can reach it; it is down again afterwards.
     * What it held is kept beside, as {@code data.before-restore}, in place of what an earlier restore had left there.
     *
     * @param server on a port that nobody knows
     * @param base the data folder of a base backup
     * @param until null for all that there is
     * @throws ServerException when the archive does not reach that far, or a file of it is missing; the old data are then back in place
     */
    public static void run(PostgresServer server, Path base, WalArchive archive, @Nullable Instant until, Consumer<PostgresServer> then)
            throws IOException {
        Path kept = server.data().resolveSibling("data.before-restore");
        Path unfinished = Files.createDirectories(server.settings()).resolveSibling("data.unfinished");
        Trees.deleteTree(unfinished);
        copyTree(base, unfinished);
        Files.createFile(unfinished.resolve("recovery.signal"));
        Trees.deleteTree(kept);
        if (Files.exists(server.data())) {
            Files.move(server.data(), kept);
        }
        Files.move(unfinished, server.data());
        Path settings = Files.createDirectories(server.settings()).resolve(SETTINGS);
        Files.deleteIfExists(server.settings().resolve("replication.conf"));
        Files.writeString(settings, archive.reading() + target(until));
        Files.setOwner(settings, Files.getOwner(server.settings()));
        ServerProcess process = server.launch();
        try {
            process.awaitReady(server);
            new PostgresSql(server).await(RECOVERED_WITHIN, "recovery has not ended", "select not pg_is_in_recovery()");
            then.accept(server);
        } catch (RuntimeException e) {
            process.stop(Duration.ofSeconds(60));
            if (Files.exists(kept)) {
                Trees.deleteTree(server.data());
                Files.move(kept, server.data());
            }
            throw e;
        } finally {
            Files.deleteIfExists(settings);
            archive.forgetRescued();
        }
        process.stop(Duration.ofSeconds(60));
    }

    /** Starts a server that is down, does something with it, and stops it. */
    public static void briefly(PostgresServer server, Consumer<PostgresServer> then) throws IOException {
        ServerProcess process = server.launch();
        process.awaitReady(server);
        try {
            then.accept(server);
        } finally {
            process.stop(Duration.ofSeconds(60));
        }
    }

    private static String target(@Nullable Instant until) {
        return until == null ? "" : "recovery_target_time = '" + TIME.format(until) + "'\nrecovery_target_action = 'promote'\n";
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (var paths = Files.walk(from)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                Files.copy(path, to.resolve(from.relativize(path).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
