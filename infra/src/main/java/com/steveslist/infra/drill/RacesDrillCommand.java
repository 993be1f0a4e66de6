package com.steveslist.infra.drill;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./steveslist drill races}. */
@Command(name = "drill races", mixinStandardHelpOptions = true,
        description = "On a PostgreSQL of its own: many want the same version, many change one listing on two nodes; nobody is told wrong.")
public final class RacesDrillCommand implements Callable<Integer> {

    @Option(names = "--threads", defaultValue = "64", description = "Over two processes. Default: ${DEFAULT-VALUE}.")
    private int threads;

    @Option(names = "--versions", defaultValue = "200", description = "That they race for. Default: ${DEFAULT-VALUE}.")
    private int versions;

    @Option(names = "--commands", defaultValue = "20", description = "Of each thread to one listing. Default: ${DEFAULT-VALUE}.")
    private int commands;

    @Option(names = "--rounds", defaultValue = "200", description = "Of selling out and restocking. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Override
    public Integer call() throws Exception {
        RacesDrill.Report report = new RacesDrill(new RacesDrill.Plan(threads, versions, commands, rounds), System.err::println).run();
        System.out.println("drill races: " + report);
        return report.isClean() ? 0 : 1;
    }
}
