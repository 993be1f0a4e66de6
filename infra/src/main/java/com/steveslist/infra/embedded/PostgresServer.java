package com.steveslist.infra.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * PostgreSQL with its durability left on. {@code directory} gives it its name; it holds {@code data} and {@code settings}, whose files
 * {@code *.conf} are read after what is written here. The password is asked of every connection.
 */
public final class PostgresServer implements Server {
    /** The superuser of an embedded server. */
    public static final String USER = "steveslist";

    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration COPIES_WITHIN = Duration.ofMinutes(5);

    private final Installation installation;
    private final Path directory;
    private final int port;
    private final String password;

    public PostgresServer(Installation installation, Path directory, int port, String password) {
        this.installation = installation;
        this.directory = directory;
        this.port = port;
        this.password = password;
    }

    @Override
    public String name() {
        return String.valueOf(directory.getFileName());
    }

    @Override
    public String address() {
        return url("steveslist");
    }

    /** JDBC URL of one of its databases. */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    public String password() {
        return password;
    }

    @Override
    public List<Integer> ports() {
        return List.of(port);
    }

    @Override
    public Duration readyWithin() {
        return Duration.ofSeconds(180);
    }

    @Override
    public ServerProcess launch() throws IOException {
        Path programs = installation.postgres().resolve("bin");
        Path data = directory.resolve("data");
        Files.createDirectories(directory);
        Leftovers.awaitOrphans(data, Duration.ofSeconds(10));
        forgetTheDead(data.resolve("postmaster.pid"));
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            initialize(programs, data);
        }
        Files.createDirectories(settings());
        Files.writeString(data.resolve("postgresql.conf"), configuration());
        List<String> command =
                Unprivileged.command(List.of(programs.resolve("postgres").toString(), "-D", data.toString()), directory, data);
        return ServerProcess.start(name(), command, Map.of(), data, log(), "INT");
    }

    /** To PostgreSQL a killed postmaster whom nobody has buried yet is alive, and it refuses to start beside it. */
    private static void forgetTheDead(Path lockFile) throws IOException {
        if (Files.exists(lockFile)) {
            Optional<Long> pid =
                    Files.readAllLines(lockFile).stream().findFirst().filter(line -> line.matches("[0-9]{1,10}")).map(Long::valueOf);
            if (pid.flatMap(ProcessHandle::of).filter(Leftovers::isRunning).isEmpty()) {
                Files.delete(lockFile);
            }
        }
    }

    /** In a folder beside, which gets its name only when it is complete: a kill in between leaves nothing half made. */
    private void initialize(Path programs, Path data) throws IOException {
        Path unfinished = directory.resolve("data.unfinished");
        Trees.deleteTree(unfinished);
        Path secret = Files.createFile(directory.resolve(".initial-password"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(secret, password);
            List<String> command = Unprivileged.command(
                    List.of(programs.resolve("initdb").toString(), "-D", unfinished.toString(), "-U", USER, "-A", "scram-sha-256",
                            "--pwfile=" + secret, "-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"),
                    directory);
            ServerProcess initdb = ServerProcess.start("initdb", command, Map.of(), directory, log(), "TERM");
            if (initdb.onExit().join().exitCode() != 0) {
                throw new ServerException("postgres cannot make its data folder: " + LogTail.lastProblem(log(), 0));
            }
        } finally {
            Files.deleteIfExists(secret);
        }
        Files.move(unfinished, data);
    }

    private String configuration() {
        return """
                # Written at every start. Your own settings: ALTER SYSTEM SET ...
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                password_encryption = 'scram-sha-256'
                max_connections = 400
                shared_buffers = '192MB'
                max_wal_size = '2GB'
                # Nothing is archived until there is a backup to continue: see settings/archive.conf.
                archive_mode = on
                archive_command = 'true'
                # An acknowledged write survives anything but the loss of the disk.
                fsync = on
                synchronous_commit = on
                full_page_writes = on
                # Queries are short: compiling them would take longer than running them.
                jit = off
                timezone = 'UTC'
                log_timezone = 'UTC'
                lc_messages = 'C'
                include_dir = '../settings'
                """.formatted(port);
    }

    @Override
    public boolean answers() {
        try (Connection connection = connect("postgres"); Statement statement = connection.createStatement()) {
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                try (ResultSet shown = statement.executeQuery("SHOW " + setting)) {
                    if (shown.next() && !"on".equals(shown.getString(1))) {
                        throw new ServerException("postgres runs with " + setting + " = " + shown.getString(1)
                                + "; undo it with ALTER SYSTEM RESET " + setting);
                    }
                }
            }
            return true;
        } catch (SQLException e) {
            if ("28P01".equals(e.getSQLState())) {
                throw new ServerException("the postgres on port " + port
                        + " does not take our password: is it another server, or was .steveslist/secrets replaced?", e);
            }
            return false;
        }
    }

    /** Creates {@code database} unless it is there. */
    public void createDatabase(String database) {
        try (Connection connection = connect("postgres"); Statement statement = connection.createStatement()) {
            if (!hasDatabase(database)) {
                statement.execute("create database " + database);
            }
        } catch (SQLException e) {
            throw new ServerException("cannot create database " + database + ": " + e.getMessage(), e);
        }
    }

    private Connection connect(String database) throws SQLException {
        return connect(database, SOCKET_TIMEOUT);
    }

    /** @param longest how long a statement may take */
    Connection connect(String database, Duration longest) throws SQLException {
        Properties properties = new Properties();
        properties.putAll(Map.of("user", USER, "password", password, "loginTimeout", "2", "connectTimeout", "2", "socketTimeout",
                String.valueOf(longest.toSeconds())));
        return DriverManager.getConnection(url(database), properties);
    }

    public boolean hasDatabase(String database) {
        return new PostgresSql(this).isTrue("select exists (select from pg_database where datname = ?)", database);
    }

    /** Empty, whatever it held; who is connected to it is thrown out. */
    public void recreateDatabase(String database) {
        new PostgresSql(this).ask("postgres", "drop database if exists " + database + " with (force)");
        createDatabase(database);
    }

    /** Makes a database the copy of another, which nobody may be using; what it was before is gone. */
    void copyDatabase(String from, String to) {
        try (Connection connection = connect("postgres", COPIES_WITHIN); Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists " + to + " with (force)");
            statement.execute("create database " + to + " template " + from);
        } catch (SQLException e) {
            throw new ServerException("cannot copy database " + from + ": " + e.getMessage(), e);
        }
    }

    /** The number that its data folder got when it was made, and shares with its copies only; it need not run. */
    public String systemIdentifier() {
        try (InputStream control = Files.newInputStream(data().resolve("global/pg_control"))) {
            return Long.toUnsignedString(ByteBuffer.wrap(control.readNBytes(Long.BYTES)).order(ByteOrder.nativeOrder()).getLong());
        } catch (IOException e) {
            throw new ServerException(name() + " has no data: " + e.getMessage(), e);
        }
    }

    /** The folder of its files. */
    public Path data() {
        return directory.resolve("data");
    }

    /** Files {@code *.conf} in here add to its configuration. */
    Path settings() {
        return directory.resolve("settings");
    }

    Path log() {
        return directory.resolveSibling("logs").resolve(name() + ".log");
    }

    int port() {
        return ports().getFirst();
    }
}
