package com.steveslist.infra.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * How often and how long everything is measured.
 *
 * @param count of rounds; in each, every side has its turn, and every other round goes backwards
 * @param turn how long one side works before its figure is taken, where it works by time
 * @param warmUp how long each side works at least before its first turn: on two cores a JVM compiles for many seconds
 * @param mostEvents how large a log may become, where its size is what is asked about
 */
public record Rounds(int count, Duration turn, Duration warmUp, long mostEvents) {

    static final long MOST_EVENTS = 10_000_000;

    public Rounds(int count, Duration turn) {
        this(count, turn, Duration.ZERO, MOST_EVENTS);
    }

    /** One turn of one side. Answers what was measured. */
    @FunctionalInterface
    public interface Side {
        double measure() throws Exception;
    }

    /** Gives every side turns to warm up and then one a round. */
    public Figures alternate(String unit, Map<String, Side> sides) throws Exception {
        Map<String, Callable<Double>> turns = new LinkedHashMap<>();
        sides.forEach((name, side) -> turns.put(name, side::measure));
        Figures figures = new Figures();
        alternate(turns, value -> String.format(Locale.ROOT, "%,.2f %s", value, unit))
                .forEach((name, values) -> figures.put(new Figure(name, unit, values)));
        return figures;
    }

    /**
     * The same for sides that measure several things at once.
     *
     * @param told what somebody who waits reads of a turn
     * @return what each side measured, round by round
     */
    public <T> Map<String, List<T>> alternate(Map<String, Callable<T>> sides, Function<T, String> told) throws Exception {
        Map<String, List<T>> measured = new LinkedHashMap<>();
        sides.keySet().forEach(name -> measured.put(name, new ArrayList<>()));
        List<Map.Entry<String, Callable<T>>> order = new ArrayList<>(sides.entrySet());
        for (int round = 0; round <= count; round++) {
            for (Map.Entry<String, Callable<T>> side : order) {
                T value = round == 0 ? warmedUp(side.getValue()) : side.getValue().call();
                System.err.printf("  %s: %s %s%n", round == 0 ? "warm-up" : "round " + round, side.getKey(), told.apply(value));
                if (round > 0) {
                    measured.getOrDefault(side.getKey(), new ArrayList<>()).add(value);
                }
            }
            Collections.reverse(order);
        }
        return measured;
    }

    /** At least one turn. Answers what the last one measured. */
    private <T> T warmedUp(Callable<T> side) throws Exception {
        long end = System.nanoTime() + warmUp.toNanos();
        T value = side.call();
        while (System.nanoTime() < end) {
            value = side.call();
        }
        return value;
    }
}
