package com.steveslist.events.proof;

import java.util.List;
import java.util.Locale;

/**
 * What an export of the log holds, as its file {@value #FILE} says; and what its other files are called.
 *
 * @param log the log's name
 * @param first the position of the first event, from 1
 * @param last that of the last
 * @param peaks the roots of the perfect subtrees over what is before the first event: none when that has the position 1
 */
public record ExportText(String log, long first, long last, List<Hash> peaks) {

    public static final String FILE = "export.txt";
    /** Signed heads, the oldest first. */
    public static final String HEADS = "heads.txt";
    public static final String KEYS = "keys.txt";
    public static final String EPOCHS = "epochs.txt";
    /** That the newest head's tree begins with the tree of the last event; not there when they are one. */
    public static final String PROOF = "consistency.txt";
    /** The hash of each event as the log itself kept it. With them a verifier can name the event that was altered. */
    public static final String HASHES = "hashes.bin";

    private static final String EVENTS = "events-";
    private static final String EVENTS_END = ".bin";
    private static final String KIND = "steveslist-export";
    private static final String FORM = "v1";

    public ExportText {
        peaks = List.copyOf(peaks);
        if (first < 1 || last < first - 1) {
            throw new MalformedProofException("an export does not go from position " + first + " to " + last);
        }
    }

    /** A file of events that begins at a position; their names are in the order of positions. */
    public static String events(long first) {
        return String.format(Locale.ROOT, "%s%016d%s", EVENTS, first, EVENTS_END);
    }

    public static boolean isEvents(String file) {
        return file.startsWith(EVENTS) && file.endsWith(EVENTS_END);
    }

    public String text() {
        return KIND + " " + FORM + "\nlog " + log + "\nfirst " + first + "\nlast " + last + "\n" + Hash.lines("peak", peaks);
    }

    /** What {@link #text} wrote; throws {@link MalformedProofException} for anything else. */
    public static ExportText parse(String text) {
        NoteLines lines = new NoteLines("an export", text);
        lines.form(KIND, FORM);
        return new ExportText(lines.after("log"), lines.number("first"), lines.number("last"), lines.hashes("peak"));
    }
}
