package com.steveslist.command.effect;

import java.util.Optional;

/**
 * Port: keeps the state of processes, one small record an instance, as JSON (in the way events are written: snake case, no class
 * names, unknown fields ignored). Called inside the transaction that also keeps the consumer's place in the log. Rows stay: a late
 * event must find the process that it belongs to.
 */
public interface ProcessStore {

    /** The state that was saved last for this instance of this process. */
    <S> Optional<S> load(String process, String instance, Class<S> stateType);

    void save(String process, String instance, Object state);
}
