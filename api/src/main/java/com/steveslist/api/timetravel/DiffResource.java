package com.steveslist.api.timetravel;

import com.steveslist.api.http.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What has changed about a thing between two moments, field by field, in the order in which the thing has them.
 *
 * @param fromPosition of the log; likewise {@code toPosition}
 * @param fromVersion of the thing; likewise {@code toVersion}
 */
public record DiffResource(
        String id, long fromPosition, long toPosition, long fromVersion, long toVersion, List<Change> changes) {

    /** Either is null where the field says nothing. */
    public record Change(String field, @Nullable JsonNode before, @Nullable JsonNode after) {}

    /** Top-level members that differ between two things as clients see them. */
    static List<Change> changes(Object before, Object after) {
        JsonNode then = Json.tree(before);
        JsonNode later = Json.tree(after);
        Set<String> names = new LinkedHashSet<>(then.propertyNames());
        names.addAll(later.propertyNames());
        List<Change> changes = new ArrayList<>();
        for (String name : names) {
            JsonNode one = then.get(name);
            JsonNode other = later.get(name);
            if (one == null || !one.equals(other)) {
                changes.add(new Change(name, one, other));
            }
        }
        return changes;
    }
}
