package com.steveslist.api.timetravel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A field that has another value than before.
 *
 * @param field its name; {@code shipping_address.city} and {@code items[0].quantity} for one inside
 * @param before null in JSON also when it was not there
 * @param after likewise
 */
public record FieldChange(String field, JsonNode before, JsonNode after) {

    private static final JsonNode NULL = JsonNodeFactory.instance.nullNode();

    /** What differs between two things, each an object or null, field by field. */
    public static List<FieldChange> between(JsonNode before, JsonNode after) {
        List<FieldChange> changes = new ArrayList<>();
        compare("", before, after, changes);
        return changes;
    }

    private static void compare(String field, JsonNode before, JsonNode after, List<FieldChange> changes) {
        if (before.equals(after)) {
            return;
        }
        if (isBothOrNull(before, after, ObjectNode.class)) {
            Set<String> names = new LinkedHashSet<>(after.propertyNames());
            names.addAll(before.propertyNames());
            names.forEach(name -> compare(member(field, name), valueOf(before.get(name)), valueOf(after.get(name)), changes));
        } else if (before instanceof ArrayNode && after instanceof ArrayNode) {
            for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
                compare(item(field, i), valueOf(before.get(i)), valueOf(after.get(i)), changes);
            }
        } else {
            changes.add(new FieldChange(field, before, after));
        }
    }

    /** What came whole or went whole is told member by member too. */
    private static boolean isBothOrNull(JsonNode before, JsonNode after, Class<?> form) {
        return (before.isNull() || form.isInstance(before)) && (after.isNull() || form.isInstance(after));
    }

    private static JsonNode valueOf(@Nullable JsonNode node) {
        return node == null ? NULL : node;
    }

    /** Every field of a thing by its name, what is inside of others too, and where it stands. */
    public static Map<String, JsonPointer> fields(JsonNode thing) {
        Map<String, JsonPointer> fields = new LinkedHashMap<>();
        collect("", JsonPointer.empty(), thing, fields);
        return fields;
    }

    /** Where a field of a thing stands in it; null when the thing has none of that name. */
    public static @Nullable JsonPointer place(JsonNode thing, String field) {
        return field.isEmpty() ? null : find("", JsonPointer.empty(), thing, field);
    }

    /** Looks only into what the name leads through. */
    private static @Nullable JsonPointer find(String name, JsonPointer at, JsonNode node, String field) {
        if (name.equals(field)) {
            return at;
        }
        if (!field.startsWith(name)) {
            return null;
        }
        JsonPointer found = null;
        if (node instanceof ObjectNode) {
            for (String member : node.propertyNames()) {
                JsonPointer inside = find(member(name, member), at.appendProperty(member), node.get(member), field);
                found = inside == null ? found : inside;
            }
        } else if (node instanceof ArrayNode) {
            for (int i = 0; i < node.size(); i++) {
                JsonPointer inside = find(item(name, i), at.appendIndex(i), node.get(i), field);
                found = inside == null ? found : inside;
            }
        }
        return found;
    }

    private static void collect(String field, JsonPointer at, JsonNode node, Map<String, JsonPointer> fields) {
        if (!field.isEmpty()) {
            fields.put(field, at);
        }
        if (node instanceof ObjectNode) {
            node.propertyNames().forEach(name -> collect(member(field, name), at.appendProperty(name), node.get(name), fields));
        } else if (node instanceof ArrayNode) {
            for (int i = 0; i < node.size(); i++) {
                collect(item(field, i), at.appendIndex(i), node.get(i), fields);
            }
        }
    }

    private static String member(String field, String name) {
        return field.isEmpty() ? name : field + "." + name;
    }

    private static String item(String field, int index) {
        return field + "[" + index + "]";
    }
}
