package com.steveslist.infra.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * The write-ahead log of a server in a folder, file by file, compressed: with a base backup it leads to any moment behind that. A file is
 * handed over when it is full, or after a minute when anything was written; that minute is what the loss of the server's disk can cost.
 */
public final class WalArchive {
    private static final Duration ARCHIVED_WITHIN = Duration.ofSeconds(60);
    private static final int TIMELINE_DIGITS = 8;
    private static final int WAL_DIGITS = 24;
    private static final Pattern FIRST_FILE = Pattern.compile("START WAL LOCATION: \\S+ \\(file [0-9A-F]{8}([0-9A-F]{16})\\)");
    private static final String A_WAL_FILE = "[0-9A-F]{24}(\\.[0-9A-F]{8}\\.backup)?|[0-9A-F]{8}\\.history";

    private final Path folder;

    public WalArchive(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** From now on the server, which runs, hands its log over to this folder, also after it was started again. */
    public void continueFrom(PostgresServer server) throws IOException {
        requireNoQuote();
        Files.createDirectories(folder);
        Unprivileged.command(List.of(), folder);
        String target = folder.toString();
        // Compressed beside its name and moved there when it is whole; one that is there already is the same one, sent again.
        String command = "test -f \"" + target + "/%f.gz\" || (gzip -c \"%p\" > \"" + target + "/%f.part\" && sync \"" + target
                + "/%f.part\" && mv \"" + target + "/%f.part\" \"" + target + "/%f.gz\")";
        Path file = server.settings().resolve("archive.conf");
        Files.writeString(file, "archive_command = '" + command + "'\narchive_timeout = 60\n");
        Files.setOwner(file, Files.getOwner(server.settings()));
        new PostgresSql(server).ask("postgres", "select pg_reload_conf()");
    }

    /** Whether this server hands its log over to this folder. */
    public boolean continues(PostgresServer server) {
        Path file = server.settings().resolve("archive.conf");
        try {
            return Files.exists(file) && Files.readString(file).contains("\"" + folder + "/%f.gz\"");
        } catch (IOException e) {
            throw new ServerException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Ends the server's present log file and waits until all up to it is here. */
    public void complete(PostgresServer server) {
        PostgresSql sql = new PostgresSql(server);
        // Where nothing was written since the last switch, it names the beginning of the next file, which nobody completes.
        String last = sql.ask("postgres", "select pg_walfile_name(pg_switch_wal() - 1)");
        awaitArchived(sql, String.valueOf(last));
    }

    /** Waits until this log file is here. */
    public void awaitArchived(PostgresServer server, String walFile) {
        awaitArchived(new PostgresSql(server), walFile);
    }

    private static void awaitArchived(PostgresSql sql, String walFile) {
        sql.await(ARCHIVED_WITHIN, walFile + " was not archived",
                "select exists (select from pg_stat_archiver where substr(last_archived_wal, 1, 24) >= ?)"
                        + " or not exists (select from pg_ls_waldir() where name = ?)",
                walFile, walFile);
    }

    /**
     * Takes over what a server that is down has not handed over any more, for one recovery: beside the archive, since that server may go on
     * and hand the same files over when they are full. Files kept ready for later come along under the names that they would have had;
     * whoever reads them sees that their content is old, and stops there.
     */
    public void rescue(PostgresServer server) throws IOException {
        forgetRescued();
        Path from = server.data().resolve("pg_wal");
        if (!Files.isDirectory(from)) {
            return;
        }
        Files.createDirectories(rescued());
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(file -> file.getFileName().toString().matches(A_WAL_FILE)).toList()) {
                Path target = folder.resolve(file.getFileName() + ".gz");
                if (!Files.exists(target)) {
                    try (OutputStream compressed =
                            new GZIPOutputStream(Files.newOutputStream(rescued().resolve(file.getFileName() + ".gz")))) {
                        Files.copy(file, compressed);
                    }
                }
            }
        }
    }

    /** Deletes what was written before this base backup began; histories of timelines stay. */
    public void forgetBefore(Path base) throws IOException {
        Matcher first = FIRST_FILE.matcher(Files.readString(base.resolve("backup_label")));
        if (!first.find()) {
            throw new ServerException(base + " does not say where it begins");
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(file -> file.getFileName().toString().matches("[0-9A-F]{24}[.].*")).toList()) {
                if (file.getFileName().toString().substring(TIMELINE_DIGITS, WAL_DIGITS).compareTo(first.group(1)) < 0) {
                    Files.delete(file);
                }
            }
        }
    }

    void forgetRescued() throws IOException {
        Trees.deleteTree(rescued());
    }

    private Path rescued() {
        return folder.resolve("rescued");
    }

    /** The settings with which a server reads from here. */
    String reading() {
        requireNoQuote();
        return "restore_command = 'for wal in \"" + folder + "/%f.gz\" \"" + rescued()
                + "/%f.gz\"; do test -f \"$wal\" && exec gzip -dc \"$wal\" > \"%p\"; done; exit 1'\n";
    }

    private void requireNoQuote() {
        if (!folder.toString().matches("[^'\"$`\\\\%]+")) {
            throw new ServerException("choose a folder without quotes, $, %, ` and \\ in its name: " + folder);
        }
    }

    /** Only for the owner: a backup is as secret as the server. */
    public static void createPrivate(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
}
