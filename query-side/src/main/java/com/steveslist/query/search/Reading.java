package com.steveslist.query.search;

/**
 * How what was typed is understood.
 *
 * @param relaxed whether some of the words may be missing
 * @param mistypedWords a bit for each word, the first word's lowest: whether typing errors are looked for in it
 */
record Reading(boolean relaxed, int mistypedWords) {

    static final Reading AS_TYPED = new Reading(false, 0);

    boolean mistyped(int place) {
        return (mistypedWords >> place & 1) == 1;
    }

    boolean forgiving() {
        return mistypedWords != 0;
    }

    Reading relax() {
        return new Reading(true, mistypedWords);
    }
}
