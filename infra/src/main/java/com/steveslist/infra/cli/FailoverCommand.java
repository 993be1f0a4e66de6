package com.steveslist.infra.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Makes the standby the primary. */
@Command(name = "failover", description = "End the primary PostgreSQL for good and make its standby the primary, in a new epoch.",
        mixinStandardHelpOptions = true)
public final class FailoverCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        return Orders.give("failover", List.of());
    }
}
