package com.steveslist.api.drill;

import com.steveslist.api.client.SteveslistClient;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Nodes on one database, and what stands before them: calls go to each in turn, but not to one that was taken out. */
final class NodeGroup implements AutoCloseable {
    private final ScratchStack stack;
    private final List<Node> nodes = new ArrayList<>();
    private final Set<Node> out = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();

    /** @param stack whose own application is stopped first */
    NodeGroup(ScratchStack stack) {
        this.stack = stack;
        stack.mustRun("stop", "app");
    }

    /** Starts one more. @param roles as in {@code steveslist.roles}; empty for all */
    Node add(String name, String roles) {
        Map<String, String> environment = new TreeMap<>(stack.environment());
        if (!roles.isEmpty()) {
            environment.put("STEVESLIST_ROLES", roles);
        }
        Node node = new Node(name, stack.sparePort(nodes.size()), environment, stack.folder(name + ".log"));
        nodes.add(node);
        return node.start();
    }

    List<Node> nodes() {
        return List.copyOf(nodes);
    }

    void awaitReady() {
        nodes.forEach(Node::awaitReady);
    }

    /** Whether everything agrees with the log. The stack's own application is started again for it, as one node more. */
    boolean addsUp() {
        stack.mustRun("start", "app");
        return stack.run("reconcile").exitCode() == 0;
    }

    /** As somebody who watches its health does. */
    void takeOut(Node node) {
        out.add(node);
    }

    void putBack(Node node) {
        out.remove(node);
    }

    /** A client of all nodes that are not taken out. */
    SteveslistClient client(Duration patience) {
        return SteveslistClient.of(this::next, patience);
    }

    private URI next() {
        List<Node> there = nodes.stream().filter(node -> !out.contains(node)).toList();
        return there.get(Math.floorMod(turn.getAndIncrement(), there.size())).address();
    }

    @Override
    public void close() {
        nodes.forEach(Node::close);
    }
}
