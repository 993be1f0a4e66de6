package com.steveslist.infra.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Starts single parts of the running stack. */
@Command(name = "start", description = "Start parts that are stopped or have failed.", mixinStandardHelpOptions = true)
public final class StartCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "PART", description = "app, postgres, kafka or elasticsearch.")
    private List<String> parts = List.of();

    @Override
    public Integer call() {
        return Orders.give("start", parts);
    }
}
