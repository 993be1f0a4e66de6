package com.steveslist.api.audit;

import com.steveslist.api.timetravel.FieldChange;
import com.steveslist.query.audit.PastEvent;
import com.steveslist.query.audit.StreamReplay;
import com.steveslist.query.audit.StreamReplay.Change;
import com.steveslist.query.audit.StreamReplay.Step;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * Looks at the life of a thing as it goes by, and remembers the last event that gave each field its value. A field that the thing has had
 * from its beginning was set by the event that began it.
 */
final class LastChange implements StreamReplay.Visitor {

    private final String id;
    private final Sight sight;
    private final Map<String, Setting> settings = new HashMap<>();
    private Map<String, JsonPointer> fields = Map.of();
    private @Nullable Object view;

    /** @param id of the thing, which may be one of several that its stream is about */
    LastChange(String id, Sight sight) {
        this.id = id;
        this.sight = sight;
    }

    /** @param before the view before the event; null for the one that begins the thing */
    record Setting(PastEvent event, @Nullable Object before, Object after) {}

    @Override
    public boolean visit(Step step) {
        step.changes().stream().filter(change -> change.id().equals(id)).forEach(change -> note(step.event(), change));
        return true;
    }

    private void note(PastEvent event, Change change) {
        JsonNode before = sight.tree(change.before());
        JsonNode after = sight.tree(change.after());
        fields = FieldChange.fields(after);
        settings.keySet().retainAll(fields.keySet());
        fields.forEach((field, at) -> {
            if (change.before() == null || !before.at(at).equals(after.at(at))) {
                settings.put(field, new Setting(event, change.before(), change.after()));
            }
        });
        view = change.after();
    }

    /** The thing as it was at last; null when there was none. */
    @Nullable
    Object view() {
        return view;
    }

    /** Every field that the thing has, and where it stands in it. */
    Map<String, JsonPointer> fields() {
        return fields;
    }

    /** What set a field that the thing has. */
    Setting settingOf(String field) {
        return Objects.requireNonNull(settings.get(field));
    }
}
