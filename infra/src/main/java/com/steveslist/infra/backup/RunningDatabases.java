package com.steveslist.infra.backup;

import com.steveslist.infra.embedded.Home;
import com.steveslist.infra.embedded.PostgresServer;
import com.steveslist.infra.embedded.ServerException;
import com.steveslist.infra.embedded.stack.EmbeddedPostgres;
import com.steveslist.infra.embedded.stack.Stack;
import com.steveslist.infra.embedded.stack.StackDirectory;

/** The embedded PostgreSQL of the running stack, and the keys, wherever they are. */
record RunningDatabases(PostgresServer server, Keys keys) {

    /** @throws ServerException when nothing runs, or PostgreSQL is somebody's own */
    static RunningDatabases find() {
        StackDirectory directory = new StackDirectory(Home.directory());
        return new RunningDatabases(EmbeddedPostgres.running(directory, new Stack(directory).running()), published());
    }

    private static Keys published() {
        return new Keys(required("steveslist.keys.url"), required("steveslist.keys.user"),
                System.getProperty("steveslist.keys.password", ""));
    }

    boolean keysAreInServer() {
        return hosts(keys.url()).equals(hosts(required("steveslist.postgres.url")));
    }

    private static String hosts(String url) {
        return url.replaceFirst("^jdbc:postgresql://", "").replaceFirst("/.*", "");
    }

    private static String required(String property) {
        String value = System.getProperty(property);
        if (value == null || value.isBlank()) {
            throw new ServerException("nothing is running here: start it with ./steveslist up");
        }
        return value;
    }
}
