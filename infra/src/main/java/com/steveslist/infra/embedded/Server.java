package com.steveslist.infra.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** One server that can run as a child process: how it is configured and started, and how one asks it whether it answers. */
public interface Server {
    /** What people call it: {@code postgres}, {@code kafka}, {@code elasticsearch}, {@code app}. */
    String name();

    /** Where clients reach it, for people to read. */
    String address();

    /** Every TCP port on 127.0.0.1 that must be free before it starts. */
    List<Integer> ports();

    /** How long a start may take until it counts as failed. */
    Duration readyWithin();

    /**
     * Prepares its files and starts the process; returns before the server is ready.
     *
     * @throws ServerException when it cannot be started, with the reason
     */
    ServerProcess launch() throws IOException;

    /** Asks it over its own protocol; false when it does not answer (yet), within two seconds. */
    boolean answers();
}
