package com.steveslist.infra.bench;

/** What a figure must reach. */
record Line(Figure figure, Bound bound, double limit) {

    enum Bound {
        AT_LEAST("≥"), AT_MOST("≤");

        private final String sign;

        Bound(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }
    }

    boolean reached() {
        return bound == Bound.AT_LEAST ? figure.median() >= limit : figure.median() <= limit;
    }
}
