package com.steveslist.api.audit;

import com.steveslist.api.timetravel.FieldChange;
import com.steveslist.query.audit.PastEvent;
import com.steveslist.query.audit.StreamReplay;
import com.steveslist.query.audit.StreamReplay.Change;
import com.steveslist.query.audit.StreamReplay.Step;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * Looks at the life of a thing as it goes by, and remembers the last event that gave one of its fields its value. A field that the thing has
 * had from its beginning was set by the event that began it.
 */
final class LastChange implements StreamReplay.Visitor {

    private final String id;
    private final String field;
    private final Sight sight;
    private @Nullable Object view;
    /** {@link #view} as it is shown. */
    private JsonNode shown;
    private @Nullable Setting setting;

    /**
     * @param id of the thing, which may be one of several that its stream is about
     * @param field its name, whether the thing has it or not
     */
    LastChange(String id, String field, Sight sight) {
        this.id = id;
        this.field = field;
        this.sight = sight;
        this.shown = sight.tree(null);
    }

    /**
     * What set the field.
     *
     * @param place where the field stands in the thing
     * @param before the view before the event; null for the one that begins the thing
     */
    record Setting(PastEvent event, JsonPointer place, @Nullable Object before, Object after) {}

    @Override
    public boolean visit(Step step) {
        step.changes().stream().filter(change -> change.id().equals(id)).forEach(change -> note(step.event(), change));
        return true;
    }

    private void note(PastEvent event, Change change) {
        JsonNode after = sight.tree(change.after());
        JsonPointer place = FieldChange.place(after, field);
        if (place == null) {
            setting = null;
        } else if (change.before() == null || !shown.at(place).equals(after.at(place))) {
            setting = new Setting(event, place, change.before(), change.after());
        }
        view = change.after();
        shown = after;
    }

    /** The thing as it was at last; null when there was none. */
    @Nullable
    Object view() {
        return view;
    }

    /** The names of all fields that it had at last. */
    Set<String> fields() {
        return FieldChange.fields(shown).keySet();
    }

    /** What set the field; null when the thing has no such field. */
    @Nullable
    Setting setting() {
        return setting;
    }
}
