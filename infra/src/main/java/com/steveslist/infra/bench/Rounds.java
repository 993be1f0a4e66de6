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

    /** Gives every side a turn to warm up and then one a round. Answers a figure a side, in their order. */
    public Map<String, Figure> alternate(String unit, Map<String, Side> sides) throws Exception {
        Map<String, List<Double>> measured = new LinkedHashMap<>();
        List<String> order = new ArrayList<>(sides.keySet());
        for (int round = 0; round <= count; round++) {
            for (String name : order) {
                double value = sides.get(name).measure();
                List<Double> values = measured.computeIfAbsent(name, n -> new ArrayList<>());
                if (round > 0) {
                    values.add(value);
                    System.err.printf("  round %d: %s %,.2f %s%n", round, name, value, unit);
                }
            }
            Collections.reverse(order);
        }
        Map<String, Figure> figures = new LinkedHashMap<>();
        sides.keySet().forEach(name -> figures.put(name, new Figure(name, unit, measured.getOrDefault(name, List.of()))));
        return figures;
    }
}
