package com.steveslist.infra.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;

/**
 * Copies a running server's data folder between {@code pg_backup_start} and {@code pg_backup_stop}: the copy starts from its
 * {@code backup_label} and becomes whole with the write-ahead log of the time of copying. (The bundled server comes without
 * {@code pg_basebackup}.)
 */
public final class BaseBackup {
    private static final Duration LONGEST = Duration.ofHours(6);
    /** Made anew at every start, or of this server only. */
    private static final Set<String> NOT_FILES =
            Set.of("postmaster.pid", "postmaster.opts", "standby.signal", "recovery.signal", "backup_label", "tablespace_map");
    private static final Set<String> EMPTY_FOLDERS =
            Set.of("pg_wal", "pg_replslot", "pg_dynshmem", "pg_notify", "pg_serial", "pg_snapshots", "pg_stat_tmp", "pg_subtrans");

    private BaseBackup() {}

    /**
     * Makes the copy.
     *
     * @param to a folder that does not exist
     * @param without paths below the data folder that are left out with all that begins with them
     * @return the write-ahead log file that the copy needs last
     */
    public static String copy(PostgresServer server, Path to, Set<String> without) throws IOException {
        try (Connection connection = server.connect("postgres", LONGEST); Statement statement = connection.createStatement()) {
            statement.execute("select pg_backup_start('steveslist', fast => true)");
            copyTree(server.data(), to, without);
            try (ResultSet stop = statement.executeQuery("select labelfile, pg_walfile_name(lsn - 1) from pg_backup_stop(false)")) {
                stop.next();
                Files.writeString(to.resolve("backup_label"), stop.getString(1));
                return stop.getString(2);
            }
        } catch (SQLException e) {
            throw new ServerException("cannot back up " + server.name() + ": " + e.getMessage(), e);
        }
    }

    private static void copyTree(Path from, Path to, Set<String> without) throws IOException {
        Files.createDirectories(to, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Path name = from.relativize(folder);
                if (name.getFileName().toString().startsWith("pgsql_tmp")) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(name),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                if (!EMPTY_FOLDERS.contains(name.toString())) {
                    return FileVisitResult.CONTINUE;
                }
                if ("pg_wal".equals(name.toString())) {
                    Files.createDirectories(to.resolve(name).resolve("archive_status"));
                }
                return FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path name = from.relativize(file);
                if (!NOT_FILES.contains(name.toString()) && !leftOut(name.toString(), without)) {
                    try {
                        Files.copy(file, to.resolve(name), StandardCopyOption.REPLACE_EXISTING, LinkOption.NOFOLLOW_LINKS);
                    } catch (NoSuchFileException e) {
                        // Dropped meanwhile: the write-ahead log says so too.
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw new UncheckedIOException(e);
            }
        });
    }

    /** A table's file {@code 16385}, its further segments {@code 16385.1} and its maps {@code 16385_fsm}. */
    private static boolean leftOut(String name, Set<String> without) {
        return without.contains(name.replaceFirst("[._][^/]*$", ""));
    }
}
