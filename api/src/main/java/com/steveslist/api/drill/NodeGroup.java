package com.steveslist.api.drill;

import com.steveslist.api.client.SteveslistClient;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Nodes on one database, and what stands before them: calls go to each in turn, but not to one that was taken out. */
final class NodeGroup implements AutoCloseable {
    private final List<URI> others;
    private final List<Node> nodes = new ArrayList<>();
    private final Set<Node> out = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();

    /** @param others addresses of nodes that are there already, and are left in peace */
    NodeGroup(URI... others) {
        this.others = List.of(others);
    }

    /** One more, which is ended with the group. */
    Node add(Node node) {
        nodes.add(node);
        return node;
    }

    List<Node> nodes() {
        return List.copyOf(nodes);
    }

    void awaitReady() {
        nodes.forEach(Node::awaitReady);
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
        List<URI> there = Stream.concat(others.stream(), nodes.stream().filter(node -> !out.contains(node)).map(Node::address)).toList();
        return there.get(Math.floorMod(turn.getAndIncrement(), there.size()));
    }

    @Override
    public void close() {
        nodes.forEach(Node::close);
    }
}
