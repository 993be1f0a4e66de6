package com.steveslist.events.verify;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a dossier's thing is in it. A thing's own events are numbered from 0 without gaps, so one that was taken out between others is
 * missed; the last ones are not, nor are those of other things, and that is said.
 */
final class DossierScope {

    /** Its events stand in an order's stream, with others that are not told. */
    private static final String REFUND = "refund";

    private final String id;
    private final String kind;
    private final @Nullable String seenBy;
    private final boolean cut;
    private long next;
    private @Nullable String gap;

    DossierScope(Members dossier) {
        this.id = dossier.text("id");
        this.kind = dossier.text("kind");
        this.seenBy = dossier.optionalText("seen_by");
        this.cut = Boolean.TRUE.equals(dossier.any("cut"));
    }

    /** To be called with each event, in the order of the log. */
    void see(Members event) {
        if (!event.text("stream").equals(id)) {
            return;
        }
        long version = event.whole("version");
        if (version != next && gap == null) {
            gap = "event " + next + " of " + id + " is left out: number " + version + " stands in its place";
        }
        next++;
    }

    /** What is left out although a whole dossier would have it; null when nothing is missed. */
    @Nullable
    String missing() {
        if (seenBy != null || kind.equals(REFUND)) {
            return null;
        }
        return next == 0 ? "no event of " + id + " itself is there" : gap;
    }

    /** What was looked for, and what was not. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        if (seenBy != null) {
            words.add("it is made for " + seenBy + ": what they may not see is left out, and gaps are not looked for");
        } else if (kind.equals(REFUND)) {
            words.add("it tells of a refund and of a part of its order: gaps are not looked for");
        } else {
            words.add("of " + id + " itself, every event from the first to the last that is shown is there: " + next);
        }
        if (cut) {
            words.add("it is cut off, because it would be too long: later events are left out");
        }
        words.add("not checked: the sentences; whether later events, or events of other things, are left out");
        return words;
    }
}
