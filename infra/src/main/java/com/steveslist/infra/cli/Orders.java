package com.steveslist.infra.cli;

import com.steveslist.infra.embedded.Home;
import com.steveslist.infra.embedded.stack.Stack;
import com.steveslist.infra.embedded.stack.StackDirectory;
import java.util.ArrayList;
import java.util.List;

/** Hands an order to the supervisor and shows its answer. */
final class Orders {
    private Orders() {}

    /** The exit code: 0 when it was carried out. */
    static int give(String verb, List<String> parts) {
        List<String> words = new ArrayList<>(List.of(verb));
        words.addAll(parts);
        return new Stack(new StackDirectory(Home.directory())).order(words, System.out::println) ? 0 : 1;
    }
}
