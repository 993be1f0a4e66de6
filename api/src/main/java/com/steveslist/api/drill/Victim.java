package com.steveslist.api.drill;

import java.util.List;
import java.util.stream.Collectors;

/** A part that can be killed without warning, and that somebody starts again. */
public interface Victim {
    String name();

    /** Ends it as {@code kill -9} does. Does not wait until it is back. */
    void kill();

    /** Several that die at the same moment. */
    static Victim together(List<Victim> victims) {
        return new Victim() {
            @Override
            public String name() {
                return victims.stream().map(Victim::name).collect(Collectors.joining("+"));
            }

            @Override
            public void kill() {
                victims.parallelStream().forEach(Victim::kill);
            }
        };
    }
}
