package com.steveslist.events.verify;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What an auditor was told of keys, by their ids.
 *
 * @param known are believed by themselves; when there is none, the first key that is seen is
 * @param revoked count for nothing, whoever vouches for them: what they signed is as if it were not there
 */
record Trust(Set<String> known, Set<String> revoked) {

    /** And what they believed before. */
    Trust and(Collection<String> before) {
        Set<String> all = new LinkedHashSet<>(known);
        all.addAll(before);
        return new Trust(all, revoked);
    }

    /** Whether they were told of a key to believe. */
    boolean isTold() {
        return !known.isEmpty();
    }
}
