package com.steveslist.infra.cli;

import com.steveslist.infra.embedded.Home;
import com.steveslist.infra.embedded.ServerException;
import com.steveslist.infra.embedded.stack.Stack;
import com.steveslist.infra.embedded.stack.StackDirectory;
import java.io.Console;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Deletes all data of this clone, to begin anew. */
@Command(name = "reset", description = "Delete all data: events, views, topics, indices, warehouse, keys. Backups stay.",
        mixinStandardHelpOptions = true)
public final class ResetCommand implements Callable<Integer> {
    @Option(names = {"-y", "--yes"}, description = "Do not ask.")
    private boolean yes;

    @Override
    public Integer call() {
        StackDirectory directory = new StackDirectory(Home.directory());
        if (new Stack(directory).state().isPresent()) {
            throw new ServerException("it is running: end it first with ./steveslist down");
        }
        if (!yes && !confirmed(System.console(), directory)) {
            System.out.println("nothing was deleted");
            return 1;
        }
        new Stack(directory).down();
        directory.reset();
        System.out.println("all data is deleted, backups are kept; the next ./steveslist up begins anew");
        return 0;
    }

    private static boolean confirmed(@Nullable Console console, StackDirectory directory) {
        if (console == null || !console.isTerminal()) {
            throw new ServerException("this deletes all data in " + directory.root() + ": say --yes");
        }
        String answer = console.readLine("Delete all data in %s? [y/N] ", directory.root());
        return answer != null && answer.strip().equalsIgnoreCase("y");
    }
}
