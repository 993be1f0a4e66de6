package com.steveslist.infra.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What makes two PostgreSQL servers a primary and its standby, and the standby a primary. A server's role is in its own files, so it is
 * what it is however it is started: {@code standby.signal} in the data folder makes it refuse every write.
 *
 * <p>A standby is read-only by default also after it was promoted, until the epoch has begun: clients that look for a primary
 * ({@code targetServerType=primary}) do not take it for one before, so nobody ever reads or writes the new primary in the old epoch.
 */
public final class StandbyServer {
    private static final String NAME = "standby";
    private static final String SETTINGS = "replication.conf";
    private static final Duration STREAMS_WITHIN = Duration.ofSeconds(60);
    private static final Duration PROMOTED_WITHIN = Duration.ofSeconds(60);

    private final PostgresServer server;
    private final PostgresSql sql;

    public StandbyServer(PostgresServer server) {
        this.server = server;
        this.sql = new PostgresSql(server);
    }

    /** Whether its files make it refuse writes. */
    public static boolean refusesWrites(PostgresServer server) {
        return Files.exists(server.data().resolve("standby.signal"));
    }

    /** Whether its settings name a primary. */
    public static boolean follows(PostgresServer server) {
        Path file = server.settings().resolve(SETTINGS);
        try {
            return Files.exists(file) && Files.readString(file).contains("primary_conninfo");
        } catch (IOException e) {
            throw new ServerException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** A server that is down waits for no standby when it is started. */
    public static void alone(PostgresServer server) throws IOException {
        Files.deleteIfExists(server.settings().resolve(SETTINGS));
    }

    /** Makes it a copy of the primary, which runs, that will follow it once it is started. What it held is deleted. */
    public void copyOf(PostgresServer primary) throws IOException {
        Trees.deleteTree(server.data());
        Path unfinished = server.data().resolveSibling("data.unfinished");
        Trees.deleteTree(unfinished);
        // What the copy needs until it follows is not recycled meanwhile.
        setting(primary, "wal_keep_size = '1GB'\n");
        BaseBackup.copy(primary, unfinished, Set.of());
        Files.createFile(unfinished.resolve("standby.signal"));
        Files.move(unfinished, server.data());
        setting(server, """
                primary_conninfo = 'host=127.0.0.1 port=%d user=%s password=%s application_name=%s connect_timeout=3'
                wal_retrieve_retry_interval = '500ms'
                default_transaction_read_only = on
                """.formatted(primary.port(), PostgresServer.USER, primary.password(), NAME));
    }

    /** Waits until it, which runs, streams from the primary. @param synchronous from then on nothing is acknowledged that is not here too */
    public void followed(PostgresServer primary, boolean synchronous) throws IOException {
        PostgresSql asked = new PostgresSql(primary);
        asked.await(STREAMS_WITHIN, server.name() + " does not follow " + primary.name(),
                "select exists (select from pg_stat_replication where application_name = ? and state = 'streaming')", NAME);
        setting(primary, "wal_keep_size = '1GB'\n" + (synchronous ? "synchronous_standby_names = '" + NAME + "'\n" : ""));
    }

    /** Makes sure that a server, which is dead, can never take a write again: it may come back as a reader only. */
    public static void fence(PostgresServer old) throws IOException {
        Path signal = old.data().resolve("standby.signal");
        if (!Files.exists(signal)) {
            Files.createFile(signal);
        }
        setting(old, "default_transaction_read_only = on\n");
    }

    /** What a promotion came to. @param firstPosition of the new epoch; empty when there is no log yet */
    public record Promotion(Optional<String> epoch, Optional<String> firstPosition) {}

    /** Makes it, which runs, the primary in a new epoch. May be repeated when it was interrupted. */
    public Promotion promote(String why) throws IOException {
        if (sql.isTrue("select pg_is_in_recovery()")) {
            sql.await(PROMOTED_WITHIN, server.name() + " has not applied what it received",
                    "select coalesce(pg_last_wal_replay_lsn() >= pg_last_wal_receive_lsn(), true)");
            if (!sql.isTrue("select pg_promote(true, ?::int)", String.valueOf(PROMOTED_WITHIN.toSeconds()))) {
                throw new ServerException(server.name() + " was not promoted, see " + server.log());
            }
        }
        Promotion promotion = startEpoch(server, why);
        setting(server, "");
        sql.await(PROMOTED_WITHIN, server.name() + " stays read-only",
                "select current_setting('default_transaction_read_only') = 'off'");
        return promotion;
    }

    /** On a server that was promoted or restored, before anybody else uses it. */
    public static Promotion startEpoch(PostgresServer server, String why) {
        PostgresSql sql = new PostgresSql(server);
        boolean log = "t".equals(sql.ask("postgres", "select exists (select from pg_database where datname = 'steveslist')"))
                && sql.ask("steveslist", "select to_regclass('eventstore.epoch')::text") != null;
        if (!log) {
            return new Promotion(Optional.empty(), Optional.empty());
        }
        try (Connection connection = server.connect("steveslist", PROMOTED_WITHIN)) {
            PostgresSql.ask(connection, "set default_transaction_read_only = off");
            PostgresSql.ask(connection, "set search_path = eventstore");
            String epoch = PostgresSql.ask(connection, "select started from start_epoch(?)", why);
            String first = PostgresSql.ask(connection, "select first_position from epoch order by epoch desc limit 1");
            return new Promotion(Optional.ofNullable(epoch), Optional.ofNullable(first));
        } catch (SQLException e) {
            throw new ServerException("cannot start an epoch: " + e.getMessage(), e);
        }
    }

    private static void setting(PostgresServer of, String text) throws IOException {
        Path file = Files.createDirectories(of.settings()).resolve(SETTINGS);
        Path unfinished = Files.createTempFile(of.settings(), "replication", ".unfinished",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, text);
        Files.setOwner(unfinished, Files.getOwner(of.settings()));
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        if (of.answers()) {
            new PostgresSql(of).ask("postgres", "select pg_reload_conf()");
        }
    }
}
