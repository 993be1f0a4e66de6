package com.steveslist.infra.privacy;

import com.steveslist.infra.privacy.KeyTable.Row;
import java.util.List;

/**
 * Replaces every wrapping that is not the present master key's. Nodes that run meanwhile open both; a process that dies leaves each key in
 * one of the two forms, and the next run takes up the rest.
 */
final class Rewrapping {

    private static final int PAGE = 500;

    private final KeyTable table;
    private final MasterKeys masters;

    Rewrapping(KeyTable table, MasterKeys masters) {
        this.table = table;
        this.masters = masters;
    }

    /** @return how many keys have a new wrapping */
    long run() {
        long done = 0;
        String last = "";
        for (List<Row> page = page(last); !page.isEmpty(); page = page(last)) {
            for (Row row : page) {
                byte[] key = masters.unwrap(row.owner(), row.wrapped());
                done += table.rewrap(row, masters.wrap(row.owner(), key)) ? 1 : 0;
                last = row.owner();
            }
        }
        return done;
    }

    /** Whether nothing is left that only another master key opens. */
    boolean isDone() {
        return table.wrappedByOthers(masters.currentId(), "", 1).isEmpty();
    }

    private List<Row> page(String after) {
        return table.wrappedByOthers(masters.currentId(), after, PAGE);
    }
}
