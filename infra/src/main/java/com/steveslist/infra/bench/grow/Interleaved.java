package com.steveslist.infra.bench.grow;

import com.steveslist.infra.bench.Latencies;
import com.steveslist.infra.bench.Rounds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sides that take turns command by command: a ratio of single milliseconds would be drowned by what else happens between turns of seconds. */
final class Interleaved {

    /** A few commands of one side. */
    @FunctionalInterface
    interface Work {
        void run(Latencies took) throws Exception;
    }

    private Interleaved() {}

    /** @return each side's latencies, round by round, after one to warm up; a round takes as many turns as there are sides */
    static Map<String, List<Latencies>> measure(Rounds rounds, Map<String, Work> sides) throws Exception {
        Map<String, List<Latencies>> measured = new LinkedHashMap<>();
        for (int round = 0; round <= rounds.count(); round++) {
            for (Map.Entry<String, Latencies> side : round(rounds.turn().toNanos() * sides.size(), sides).entrySet()) {
                Latencies took = side.getValue();
                System.err.printf("  %s: %s p50 %,.2f ms, p99 %,.2f ms of %,d commands%n", round == 0 ? "warm-up" : "round " + round,
                        side.getKey(), took.millis(0.5), took.millis(0.99), took.count());
                if (round > 0) {
                    measured.computeIfAbsent(side.getKey(), _ -> new ArrayList<>()).add(took);
                }
            }
        }
        return measured;
    }

    private static Map<String, Latencies> round(long nanos, Map<String, Work> sides) throws Exception {
        Map<String, Latencies> took = new LinkedHashMap<>();
        List<Map.Entry<String, Work>> order = new ArrayList<>(sides.entrySet());
        long end = System.nanoTime() + nanos;
        do {
            for (Map.Entry<String, Work> side : order) {
                side.getValue().run(took.computeIfAbsent(side.getKey(), _ -> new Latencies()));
            }
            Collections.reverse(order);
        } while (System.nanoTime() < end);
        return took;
    }
}
