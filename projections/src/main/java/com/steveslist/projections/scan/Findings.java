package com.steveslist.projections.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What was looked through and what was found, told without the words. For one thread. */
public final class Findings {

    private static final int MOST = 1_000;

    private final Map<String, Found> found = new TreeMap<>();
    private final List<String> unread = new ArrayList<>();
    private long files;
    private long bytes;
    private long tables;
    private long documents;

    /**
     * A word in a place.
     *
     * @param place a file, a table or an index
     * @param word its number, from 1
     * @param form how it was written
     */
    public record Found(String place, int word, String form, long times, long firstAt) {

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "found word %d as %s in %s, %d times, first at byte %d", word, form, place, times, firstAt);
        }
    }

    void add(String place, Form form, long at) {
        String key = place + "\n" + form.word() + "\n" + form.name();
        if (found.size() < MOST || found.containsKey(key)) {
            found.merge(key, new Found(place, form.word(), form.name(), 1, at),
                    (known, more) -> new Found(place, form.word(), form.name(), known.times() + 1, known.firstAt()));
        }
    }

    void file(long size) {
        files++;
        bytes += size;
    }

    void table() {
        tables++;
    }

    void document(long size) {
        documents++;
        bytes += size;
    }

    /** Something that should have been looked through and could not be: without it nothing is shown. */
    void unread(String what) {
        unread.add(what);
    }

    /** The first thousand. */
    public List<Found> found() {
        return List.copyOf(found.values());
    }

    public List<String> unread() {
        return List.copyOf(unread);
    }

    /** Whether all was looked through and nothing found. */
    public boolean isClean() {
        return found.isEmpty() && unread.isEmpty();
    }

    /** How much was looked through. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,d files, %,d tables and %,d answers of the index, %,d MB", files, tables, documents,
                bytes >> 20);
    }
}
