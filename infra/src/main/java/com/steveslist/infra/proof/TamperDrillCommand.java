package com.steveslist.infra.proof;

import com.steveslist.infra.embedded.ServerException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./steveslist drill tamper}. */
@Command(name = "drill tamper", mixinStandardHelpOptions = true,
        description = "On a PostgreSQL of its own: alters a proven log as the database's owner could, and sees whether the verifier finds it.")
public final class TamperDrillCommand implements Callable<Integer> {

    private static final int MOST_EVENTS = 1_000_000;
    private static final int MOST_PLACES = 100;

    @Option(names = "--events", defaultValue = "2000", description = "Of the log. Default: ${DEFAULT-VALUE}.")
    private int events;

    @Option(names = "--places", defaultValue = "4", description = "At which each kind of attack happens. Default: ${DEFAULT-VALUE}.")
    private int places;

    @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Override
    public Integer call() throws Exception {
        if (events < 20 || events > MOST_EVENTS || places < 1 || places > MOST_PLACES) {
            throw new ServerException("--events is from 20 to " + MOST_EVENTS + ", --places from 1 to " + MOST_PLACES);
        }
        TamperDrill.Report report = new TamperDrill(new TamperDrill.Plan(events, places, seed), System.err::println).run();
        System.out.println("drill tamper: " + report);
        return report.isClean() ? 0 : 1;
    }
}
