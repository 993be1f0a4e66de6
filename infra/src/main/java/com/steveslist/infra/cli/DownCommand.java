package com.steveslist.infra.cli;

import com.steveslist.infra.embedded.Home;
import com.steveslist.infra.embedded.stack.Stack;
import com.steveslist.infra.embedded.stack.StackDirectory;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Ends the stack from any shell. */
@Command(name = "down", description = "Stop everything.", mixinStandardHelpOptions = true)
public final class DownCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        System.out.println(new Stack(new StackDirectory(Home.directory())).down());
        return 0;
    }
}
