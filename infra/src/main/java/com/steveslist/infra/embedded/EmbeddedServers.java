package com.steveslist.infra.embedded;

import com.steveslist.infra.postgres.Pools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Real servers for tests: each is started when it is first asked for, on free ports and with fresh data, shared by all test classes of this JVM, and gone with
 * it. {@link #startAll()} saves time where a test needs them all.
 */
public final class EmbeddedServers {
    private static final Path RUNS = Home.embedded().resolve("run");
    private static final Path DIRECTORY = RUNS.resolve("jvm-" + ProcessHandle.current().pid());
    private static final Installation INSTALLATION = Installation.of(Home.embedded(), Home.embedded().resolve("installed"));

    private static final Shared<Postgres> POSTGRES =
            new Shared<>(() -> new Postgres(
                    running(new PostgresServer(INSTALLATION, DIRECTORY.resolve("postgres"), Ports.free(), "steveslist"))));
    private static final Shared<KafkaServer> KAFKA =
            new Shared<>(() -> running(new KafkaServer(INSTALLATION, DIRECTORY.resolve("kafka"), Ports.free(), Ports.free())));
    private static final Shared<ElasticsearchServer> ELASTICSEARCH =
            new Shared<>(
                    () -> running(new ElasticsearchServer(INSTALLATION, DIRECTORY.resolve("elasticsearch"), Ports.free(), Ports.free())));

    private static final Map<Server, ServerProcess> PROCESSES = new ConcurrentHashMap<>();

    private EmbeddedServers() {}

    public static Postgres postgres() {
        return POSTGRES.get();
    }

    public static KafkaServer kafka() {
        return KAFKA.get();
    }

    public static ElasticsearchServer elasticsearch() {
        return ELASTICSEARCH.get();
    }

    /** Starts all three at once. */
    public static void startAll() {
        List<CompletableFuture<?>> starts = List.of(CompletableFuture.runAsync(POSTGRES::get, Thread::startVirtualThread),
                CompletableFuture.runAsync(KAFKA::get, Thread::startVirtualThread),
                CompletableFuture.runAsync(ELASTICSEARCH::get, Thread::startVirtualThread));
        starts.forEach(CompletableFuture::join);
    }

    /** Where the servers of this JVM keep their data and logs. */
    public static Path directory() {
        return DIRECTORY;
    }

    /** Ends a server of these as {@code kill -9} does; its data stay. */
    public static void kill(Server server) {
        ServerProcess process = PROCESSES.remove(server);
        if (process != null) {
            process.kill();
            process.onExit().join();
            process.endChildren();
        }
    }

    /** Starts a killed server again, on its data and its ports; waits until it answers. */
    public static void startAgain(Server server) {
        running(server);
    }

    /** Starts a server that is not one of ours with the same care: it is ended with this JVM, and its folder here is deleted. */
    public static void start(Server server) {
        running(server);
    }

    private static <S extends Server> S running(S server) {
        sweep();
        try {
            ServerProcess process = server.launch();
            PROCESSES.put(server, process);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                process.kill();
                deleteQuietly(DIRECTORY.resolve(server.name()));
            }, "stop " + server.name()));
            process.awaitReady(server);
            return server;
        } catch (IOException e) {
            throw new ServerException(server.name() + " cannot start: " + e.getMessage(), e);
        }
    }

    /** What test JVMs left that were killed. */
    private static synchronized void sweep() {
        Leftovers.end(RUNS);
        try {
            Files.createDirectories(DIRECTORY);
            try (var runs = Files.list(RUNS)) {
                runs.filter(run -> ProcessHandle.of(Long.parseLong(run.getFileName().toString().substring("jvm-".length()))).isEmpty())
                        .forEach(EmbeddedServers::deleteQuietly);
            }
        } catch (IOException e) {
            throw new ServerException("cannot use " + RUNS + ": " + e.getMessage(), e);
        }
    }

    private static void deleteQuietly(Path directory) {
        try {
            Trees.deleteTree(directory);
        } catch (IOException e) {
            // A server that is just ending may still write; the next test run sweeps the rest.
        }
    }

    /** PostgreSQL with a fresh database for whoever asks. */
    public static final class Postgres {
        private final PostgresServer server;
        private final AtomicInteger databases = new AtomicInteger();
        private final Map<List<String>, Database> models = new ConcurrentHashMap<>();

        private Postgres(PostgresServer server) {
            this.server = server;
        }

        /** To be killed and started again. */
        public PostgresServer server() {
            return server;
        }

        /** A new, empty database named {@code <prefix>_<number>}; {@code prefix} is a lower-case SQL name. */
        public Database newDatabase(String prefix) {
            String name = prefix + "_" + databases.incrementAndGet();
            server.createDatabase(name);
            return new Database(server.url(name), PostgresServer.USER, server.password());
        }

        /**
         * Likewise, with these schemas as {@code db/<schema>} makes them. They are made once and then copied: each connection costs the server
         * a process, and to make a schema takes several.
         */
        public Database newDatabase(String prefix, List<String> schemas) {
            Database model = models.computeIfAbsent(List.copyOf(schemas), this::migrated);
            return copyOf(model, prefix + "_" + databases.incrementAndGet());
        }

        private Database migrated(List<String> schemas) {
            Database model = newDatabase("model");
            schemas.forEach(schema -> Pools.migrate(model.url(), model.user(), model.password(), schema, "classpath:db/" + schema));
            return model;
        }

        /** The copy of a database that nobody uses now, in place of what had this name before. */
        public Database copyOf(Database database, String name) {
            server.copyDatabase(database.url().replaceFirst("\\?.*", "").replaceFirst(".*/", ""), name);
            return new Database(server.url(name), PostgresServer.USER, server.password());
        }
    }

    /** How to reach one database: JDBC URL, user, password. */
    public record Database(String url, String user, String password) {}

    /** Made once, by whoever comes first; a failure is tried again by the next. */
    private static final class Shared<T> {
        private final Supplier<T> maker;
        private @Nullable T made;

        private Shared(Supplier<T> maker) {
            this.maker = maker;
        }

        synchronized T get() {
            T known = made;
            if (known == null) {
                known = maker.get();
                made = known;
            }
            return known;
        }
    }
}
