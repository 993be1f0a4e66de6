package com.steveslist.infra.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the sides of one comparison came to. */
public final class Figures {

    private final Map<String, Figure> bySide = new LinkedHashMap<>();

    void put(Figure figure) {
        bySide.put(figure.name(), figure);
    }

    public Figure of(String side) {
        Figure figure = bySide.get(side);
        if (figure == null) {
            throw new IllegalArgumentException("nothing was measured of " + side);
        }
        return figure;
    }

    /** One side over another. */
    public Figure ratio(String side, String other) {
        return of(side).over(of(other));
    }

    Iterable<Figure> all() {
        return bySide.values();
    }
}
