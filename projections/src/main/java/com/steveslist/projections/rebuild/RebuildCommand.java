package com.steveslist.projections.rebuild;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a read model anew from the first event beside the one that serves, and swaps them. */
@Command(
        name = "rebuild",
        description = {
                "Make a read model anew from the first event while the old one serves, report every difference, and swap them.",
                "The old one is kept until the next rebuild, for --rollback."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done", "1:it could not be done and the old one serves on, or --dry-run found differences"})
public final class RebuildCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "Such as view.order.")
    private String name = "";

    @Option(names = "--rollback", description = "Let the previous version serve again, brought up to date first.")
    private boolean rollback;

    @Option(names = "--drop-old", description = "Throw the previous version away.")
    private boolean dropOld;

    @Option(names = "--dry-run", description = "Build and compare only.")
    private boolean dryRun;

    @Override
    public Integer call() throws Exception {
        if ((rollback ? 1 : 0) + (dropOld ? 1 : 0) + (dryRun ? 1 : 0) > 1) {
            throw new IllegalArgumentException("--rollback, --drop-old and --dry-run exclude each other");
        }
        Narrator narrator = new Narrator(System.out);
        try (RebuildStack stack = new RebuildStack();
                RebuildLock lock = RebuildLock.take(stack.views(), name)) {
            Rebuild rebuild = stack.rebuild(name, narrator);
            if (dropOld) {
                narrator.say(
                        rebuild.dropOld() ? "the previous version of " + name + " is gone" : "no previous version of " + name + " is kept");
                return 0;
            }
            if (rollback) {
                rebuild.rollback();
                narrator.say(name + " is served by what was its previous version again");
                return 0;
            }
            long differences = rebuild.build(!dryRun);
            narrator.say(
                    dryRun ? "nothing was changed" : name + " is served by what was built; the old one is kept: --rollback, --drop-old");
            return dryRun && differences > 0 ? 1 : 0;
        }
    }
}
