package com.steveslist.command.effect;

import java.util.List;

/** Port: keeps wishes. Called inside the transaction that also keeps the process's state and its place in the log. */
public interface EffectOutbox {

    /** Adds the effects; one whose id is there already (waiting, running or done) is left alone. */
    void add(List<Effect> effects);
}
