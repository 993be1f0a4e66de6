package com.steveslist.infra.embedded.stack;

import com.steveslist.infra.embedded.PostgresServer;
import com.steveslist.infra.embedded.ServerException;
import com.steveslist.infra.embedded.StandbyServer;
import com.steveslist.infra.embedded.stack.StackSettings.Standby;
import java.nio.file.Files;
import java.util.stream.Stream;

/** The two embedded PostgreSQL servers. Which of them is the primary stands in their own files, and changes with every failover. */
record PostgresPair(PostgresServer first, PostgresServer second, Standby standby) {

    boolean exists() {
        return standby != Standby.NONE;
    }

    boolean isSynchronous() {
        return standby == Standby.SYNCHRONOUS;
    }

    PostgresServer primary() {
        boolean secondIs = StandbyServer.refusesWrites(first) && Files.exists(second.data()) && !StandbyServer.refusesWrites(second);
        return secondIs ? second : first;
    }

    PostgresServer otherThan(PostgresServer one) {
        return one == first ? second : first;
    }

    /** The one that a failover makes the primary: it follows, or did until a failover that did not come to its end promoted it. */
    PostgresServer follower() {
        return Stream.of(first, second).filter(StandbyServer::follows).findFirst()
                .orElseThrow(
                        () -> new ServerException("there is no standby: ./steveslist down, and up with --standby=synchronous, make one"));
    }

    /** @throws ServerException when the one server that would run is the one that a failover left behind */
    void requireUsable() {
        if (!exists() && primary() == second) {
            throw new ServerException("the events are in " + second.name() + " since a failover: start with --standby=synchronous");
        }
    }
}
