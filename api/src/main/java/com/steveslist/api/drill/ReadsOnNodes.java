package com.steveslist.api.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * {@link ReadsDrill} on a stack of its own: nodes that take commands and answer reads, and beside them one that keeps the read models,
 * which is frozen and killed at random.
 */
final class ReadsOnNodes {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LONGEST = Duration.ofSeconds(7);
    private static final String ANSWERING = "api,command,process,effects";
    private static final String PROJECTING = "views,relay,index,warehouse";

    private final int count;
    private final Consumer<String> say;

    ReadsOnNodes(int count, Consumer<String> say) {
        this.count = count;
        this.say = say;
    }

    /** @param addsUp whether everything agrees with the log afterwards */
    record Outcome(ReadsDrill.Report report, boolean addsUp) {}

    Outcome run(int pairs, int atOnce) {
        try (ScratchStack stack = ScratchStack.up("reads", say); NodeGroup nodes = new NodeGroup()) {
            stack.mustRun("stop", "app");
            for (int i = 1; i <= count; i++) {
                nodes.add(stack.newNode(i, "node-" + i, ANSWERING).start());
            }
            Node projecting = nodes.add(stack.newNode(0, "projecting", PROJECTING).start());
            nodes.takeOut(projecting);
            nodes.awaitReady();
            ReadsDrill.Plan plan = new ReadsDrill.Plan(pairs, atOnce, LONGEST, 1);
            ReadsDrill.Report report = new ReadsDrill(nodes.client(PATIENCE), plan, disturbances(stack, projecting), say).run();
            return new Outcome(report, stack.addsUp());
        }
    }

    private List<Disturbance> disturbances(ScratchStack stack, Node projecting) {
        Disturbance frozen = length -> {
            projecting.freeze();
            LockSupport.parkNanos(length.toNanos());
            projecting.thaw();
        };
        Disturbance killed = _ -> {
            say.accept("kill -9 the projecting node");
            projecting.kill();
            projecting.awaitReady();
        };
        List<Disturbance> all = new ArrayList<>(HeldClaim.ofAll(stack.environment()));
        all.addAll(Collections.nCopies(all.size(), frozen));
        all.add(killed);
        return all;
    }
}
