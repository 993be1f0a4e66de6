package com.steveslist.infra.embedded.stack;

import com.steveslist.infra.embedded.Installation;
import com.steveslist.infra.embedded.Ports;
import com.steveslist.infra.embedded.PostgresServer;
import com.steveslist.infra.embedded.ServerException;
import com.steveslist.infra.embedded.StandbyServer;
import com.steveslist.infra.embedded.stack.PartState.Status;
import java.nio.file.Files;
import java.util.List;

/** The embedded PostgreSQL of a clone, for commands that work on its files. */
public final class EmbeddedPostgres {
    private static final List<String> NAMES = List.of("postgres", "postgres-2");

    private EmbeddedPostgres() {}

    /**
     * The one that takes writes.
     *
     * @throws ServerException when PostgreSQL is somebody's own
     */
    public static PostgresServer running(StackDirectory directory, StackState state) {
        return state.parts().stream()
                .filter(part -> NAMES.contains(part.name()) && part.status() != Status.EXTERNAL)
                .map(part -> server(directory, part.name(), port(part.address())))
                .filter(server -> !StandbyServer.refusesWrites(server))
                .findFirst()
                .orElseThrow(() -> new ServerException("PostgreSQL is your own: use its own tools, see infra/docs/runbooks"));
    }

    /** The first one's files, on a port that nobody knows. It must be down. */
    public static PostgresServer apart(StackDirectory directory) {
        return server(directory, NAMES.getFirst(), Ports.free());
    }

    /** Those that have data and took writes last, on ports that nobody knows: one, or none. They must be down. */
    public static List<PostgresServer> whatTookWrites(StackDirectory directory) {
        return NAMES.stream().map(name -> server(directory, name, Ports.free()))
                .filter(server -> Files.exists(server.data()) && !StandbyServer.refusesWrites(server))
                .toList();
    }

    private static PostgresServer server(StackDirectory directory, String name, int port) {
        Installation installation = Installation.of(directory.build().resolve("embedded"), directory.root().resolve("servers"));
        return new PostgresServer(installation, directory.part(name), port, Secrets.of(directory).postgresPassword());
    }

    private static int port(String url) {
        return Integer.parseInt(url.replaceFirst(".*:(\\d+)/.*", "$1"));
    }
}
