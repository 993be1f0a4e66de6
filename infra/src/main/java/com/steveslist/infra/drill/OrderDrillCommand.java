package com.steveslist.infra.drill;

import com.steveslist.infra.embedded.ServerException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./steveslist drill order}. */
@Command(name = "drill order", mixinStandardHelpOptions = true,
        description = "On a PostgreSQL of its own: processes append, others roll back, idle, are killed; readers see every position once.")
public final class OrderDrillCommand implements Callable<Integer> {

    private static final int CLIENTS = 16;

    @Option(names = "--seconds", defaultValue = "60", description = "Of load. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--processes", defaultValue = "3", description = "That append. Default: ${DEFAULT-VALUE}.")
    private int processes;

    @Option(names = "--kills", defaultValue = "4", description = "Of a reader. Default: ${DEFAULT-VALUE}.")
    private int kills;

    @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Override
    public Integer call() throws Exception {
        if (seconds < 1 || processes < 1 || kills < 1) {
            throw new ServerException("--seconds, --processes and --kills are 1 or more");
        }
        OrderDrill.Plan plan = new OrderDrill.Plan(Duration.ofSeconds(seconds), processes, CLIENTS, kills, seed);
        OrderDrill.Report report = new OrderDrill(plan, System.err::println).run();
        System.out.println("drill order: " + report);
        return report.isClean() ? 0 : 1;
    }
}
