package com.steveslist.infra.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Stops single parts and starts them again. */
@Command(name = "restart", description = "Stop parts and start them again.", mixinStandardHelpOptions = true)
public final class RestartCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "PART", description = "app, postgres, kafka or elasticsearch.")
    private List<String> parts = List.of();

    @Override
    public Integer call() {
        return Orders.give("restart", parts);
    }
}
