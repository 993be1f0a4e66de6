package com.steveslist.infra.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How often and how long everything is measured.
 *
 * @param count of rounds; in each, every side has its turn, and every other round goes backwards
 * @param turn how long one side works before its figure is taken, where it works by time
 */
public record Rounds(int count, Duration turn) {

    /** One turn of one side. Answers what was measured. */
    @FunctionalInterface
    public interface Side {
        double measure() throws Exception;
    }

    /** Gives every side a turn to warm up and then one a round. */
    public Figures alternate(String unit, Map<String, Side> sides) throws Exception {
        Map<String, List<Double>> measured = new LinkedHashMap<>();
        sides.keySet().forEach(name -> measured.put(name, new ArrayList<>()));
        List<Map.Entry<String, Side>> order = new ArrayList<>(sides.entrySet());
        for (int round = 0; round <= count; round++) {
            for (Map.Entry<String, Side> side : order) {
                double value = side.getValue().measure();
                System.err.printf("  %s: %s %,.2f %s%n", round == 0 ? "warm-up" : "round " + round, side.getKey(), value, unit);
                if (round > 0) {
                    measured.getOrDefault(side.getKey(), new ArrayList<>()).add(value);
                }
            }
            Collections.reverse(order);
        }
        Figures figures = new Figures();
        measured.forEach((name, values) -> figures.put(new Figure(name, unit, values)));
        return figures;
    }
}
