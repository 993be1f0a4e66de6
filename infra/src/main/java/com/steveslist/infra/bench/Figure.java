package com.steveslist.infra.bench;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** What was measured, round by round. */
public record Figure(String name, String unit, List<Double> rounds) {

    public Figure {
        rounds = List.copyOf(rounds);
    }

    public double median() {
        double[] sorted = rounds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** This over that, round by round: neighbours in time, so what slows a round down slows both. */
    public Figure over(Figure that) {
        DoubleStream ratios = IntStream.range(0, rounds.size()).mapToDouble(i -> rounds.get(i) / that.rounds.get(i));
        return new Figure(name + " / " + that.name, "×", ratios.boxed().toList());
    }
}
