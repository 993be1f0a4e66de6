package com.steveslist.events.verify;

import java.util.List;

/**
 * What came out.
 *
 * @param words the last of which says it
 */
record Verdict(boolean isIntact, List<String> words) {

    Verdict {
        words = List.copyOf(words);
    }
}
