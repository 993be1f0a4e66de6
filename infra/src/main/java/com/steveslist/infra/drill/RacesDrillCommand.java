package com.steveslist.infra.drill;

import com.steveslist.infra.embedded.ServerException;
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
        if (threads < 2 || threads % 2 != 0 || versions < 1 || commands < 1 || rounds < 1) {
            throw new ServerException("--threads is an even number, --versions, --commands and --rounds are 1 or more");
        }
        RacesDrill.Report report = new RacesDrill(new RacesDrill.Plan(threads, versions, commands, rounds), System.err::println).run();
        System.out.println("drill races: " + report);
        return report.isClean() ? 0 : 1;
    }
}
