package com.steveslist.query.store;

import com.steveslist.events.log.LogPosition;
import com.steveslist.query.store.ViewTable.Row;
import java.util.Collection;
import java.util.List;

/**
 * What some events make of a view: its rows as they are then, and every state in between, for history.
 *
 * @param rows each once
 * @param superseded states that stand in the table and are no longer the present ones
 * @param passed states that began and ended within these events
 * @param aheadMillis by how much one of them says at most to have happened later than the log recorded it; 0 when none does
 */
public record RowChanges<V>(
        Collection<Row<V>> rows, List<Superseded> superseded, List<Passed<V>> passed, long aheadMillis) {

    /**
     * @param at the place of the event that the state began with
     * @param until the position of the event that ended it
     * @param ended whether lists can tell the next state from it
     */
    public record Superseded(String id, LogPosition at, long until, boolean ended) {}

    /** As {@link Superseded}, with the state, which was never in the table. */
    public record Passed<V>(Row<V> row, long until, boolean ended) {}
}
