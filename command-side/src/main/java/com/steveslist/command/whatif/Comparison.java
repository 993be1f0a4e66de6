package com.steveslist.command.whatif;

/** The same orders twice. @param was as it happened @param would under the changed rules */
public record Comparison(Figures was, Figures would) {

    static final Comparison NOTHING = new Comparison(Figures.ZERO, Figures.ZERO);

    /** All zero when the rules changed nothing. */
    public Figures difference() {
        return would.minus(was);
    }

    public Comparison plus(Comparison other) {
        return new Comparison(was.plus(other.was), would.plus(other.would));
    }
}
