package com.steveslist.api.imports;

import com.steveslist.events.id.Id;
import com.steveslist.events.id.Ids;

/** Names an import: {@code imp_…}. */
record ImportId(String value) implements Id {

    static final String PREFIX = "imp";

    ImportId {
        Ids.check(PREFIX, value);
    }

    static ImportId next() {
        return new ImportId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}
