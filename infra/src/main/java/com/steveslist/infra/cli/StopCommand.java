package com.steveslist.infra.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Stops single parts; they stay down until they are started again. */
@Command(name = "stop", description = "Stop parts; the others go on.", mixinStandardHelpOptions = true)
public final class StopCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "PART", description = "app, postgres, kafka or elasticsearch.")
    private List<String> parts = List.of();

    @Override
    public Integer call() {
        return Orders.give("stop", parts);
    }
}
