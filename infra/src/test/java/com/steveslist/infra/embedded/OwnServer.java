package com.steveslist.infra.embedded;

import com.steveslist.infra.eventstore.LogAddress;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL of one test's own, which it may kill, copy and replace. */
public final class OwnServer implements AutoCloseable {
    public static final String PASSWORD = "only-for-tests";

    private final PostgresServer server;
    private @Nullable ServerProcess process;

    public OwnServer(Path directory) {
        this.server = new PostgresServer(Installation.of(Home.embedded(), Home.embedded().resolve("installed")), directory, Ports.free(),
                PASSWORD);
    }

    public PostgresServer server() {
        return server;
    }

    public OwnServer start() throws IOException {
        ServerProcess started = server.launch();
        process = started;
        started.awaitReady(server);
        return this;
    }

    /** As {@code kill -9} does. */
    public void kill() {
        ServerProcess running = process;
        process = null;
        if (running != null) {
            running.kill();
            running.onExit().join();
            running.endChildren();
        }
    }

    LogAddress log() {
        return new LogAddress(server.url("steveslist"), PostgresServer.USER, PASSWORD);
    }

    /** Whichever of the two takes writes. */
    LogAddress logOrThatOf(OwnServer other) {
        return new LogAddress("jdbc:postgresql://127.0.0.1:" + server.port() + ",127.0.0.1:" + other.server.port()
                + "/steveslist?targetServerType=primary&hostRecheckSeconds=0", PostgresServer.USER, PASSWORD);
    }

    @Override
    public void close() {
        kill();
    }
}
