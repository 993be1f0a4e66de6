package com.steveslist.api.input;

import com.steveslist.api.error.FieldError;
import com.steveslist.api.error.FieldError.In;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A JSON object that a client sent. Each member is asked for by name and form; what is missing, of another type or out of bounds is
 * noted with its pointer, and {@link #done()} throws everything that was noted, unknown members too. Until then, an answer about a
 * wrong member is a harmless stand-in.
 */
public final class Body {

    private final JsonNode node;
    private final String pointer;
    private final InputErrors errors;
    private final Set<String> known = new LinkedHashSet<>();

    private Body(JsonNode node, String pointer, InputErrors errors) {
        this.node = node;
        this.pointer = pointer;
        this.errors = errors;
    }

    /** Throws when it is no object. */
    public static Body of(JsonNode node) {
        InputErrors errors = new InputErrors(In.BODY);
        if (!node.isObject()) {
            errors.add("", "wrong_type", "The body must be a JSON object.");
            errors.throwIfAny();
        }
        return new Body(node, "", errors);
    }

    /** Whether the member is there, be it null. */
    public boolean has(String name) {
        known.add(name);
        return node.has(name);
    }

    /** Whether it is there and null, which in a merge patch clears it. */
    public boolean isNull(String name) {
        return has(name) && node.get(name).isNull();
    }

    public boolean isEmptyArray(String name) {
        JsonNode value = value(name);
        return value != null && value.isArray() && value.isEmpty();
    }

    public String requiredText(String name, int min, int max) {
        String text = text(name, min, max);
        return text != null ? text : missing(name, "");
    }

    /** On one line; null when it is missing or null. */
    public @Nullable String text(String name, int min, int max) {
        return text(name, min, max, false);
    }

    /** With line breaks; null when it is missing or null. */
    public @Nullable String lines(String name, int max) {
        return text(name, 0, max, true);
    }

    private @Nullable String text(String name, int min, int max, boolean lines) {
        JsonNode value = value(name);
        return value == null ? null : checkedText(pointerTo(name), name, value, min, max, lines);
    }

    private String checkedText(String at, String what, JsonNode value, int min, int max, boolean lines) {
        if (!value.isString()) {
            errors.add(at, "wrong_type", what + " must be a string.");
            return "";
        }
        String text = value.stringValue();
        String[] problem = Texts.problem(what, text, min, max, lines);
        if (problem != null) {
            errors.add(at, problem[0], problem[1]);
        }
        return text;
    }

    public long requiredWhole(String name, long min, long max) {
        Long whole = whole(name, min, max);
        return whole != null ? whole : missing(name, min);
    }

    /** A JSON integer; null when it is missing or null. */
    public @Nullable Long whole(String name, long min, long max) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber()) {
            errors.add(pointerTo(name), "wrong_type", name + " must be an integer.");
            return min;
        }
        if (!value.canConvertToLong() || value.longValue() < min || value.longValue() > max) {
            errors.add(pointerTo(name), "out_of_range", name + " must be from " + min + " to " + max + ".");
            return min;
        }
        return value.longValue();
    }

    /** A JSON boolean; {@code otherwise} when it is missing or null. */
    public boolean flag(String name, boolean otherwise) {
        JsonNode value = value(name);
        if (value != null && !value.isBoolean()) {
            errors.add(pointerTo(name), "wrong_type", name + " must be true or false.");
        }
        return value == null ? otherwise : value.asBoolean(otherwise);
    }

    /** A coordinate; null when it is missing or null. */
    public @Nullable Double number(String name, double min, double max) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isNumber()) {
            errors.add(pointerTo(name), "wrong_type", name + " must be a number.");
            return min;
        }
        double number = value.doubleValue();
        if (!(number >= min && number <= max)) {
            errors.add(pointerTo(name), "out_of_range", name + " must be from " + min + " to " + max + ".");
            return min;
        }
        // No -0.0, which is shown as 0.0 and would be another value.
        return number + 0.0;
    }

    /** An array of strings; empty when it is missing or null. */
    public List<String> texts(String name, int most, int min, int max) {
        List<String> texts = new ArrayList<>();
        int index = 0;
        for (JsonNode item : items(name, most)) {
            texts.add(checkedText(pointerTo(name) + "/" + index, "An item of " + name, item, min, max, false));
            index++;
        }
        return texts;
    }

    /** An array of objects, each to be read to its end; {@link #done()} of this one reports on them too. */
    public List<Body> objects(String name, int most) {
        List<Body> objects = new ArrayList<>();
        int index = 0;
        for (JsonNode item : items(name, most)) {
            String at = pointerTo(name) + "/" + index;
            if (item.isObject()) {
                objects.add(new Body(item, at, errors));
            } else {
                errors.add(at, "wrong_type", "An item of " + name + " must be an object.");
            }
            index++;
        }
        return objects;
    }

    private Iterable<JsonNode> items(String name, int most) {
        JsonNode value = value(name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            errors.add(pointerTo(name), "wrong_type", name + " must be an array.");
            return List.of();
        }
        if (value.size() > most) {
            errors.add(pointerTo(name), "too_many", name + " has " + value.size() + " items; at most " + most + " are possible.");
            return List.of();
        }
        return value;
    }

    /** An object inside; null when it is missing or null. */
    public @Nullable Body object(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isObject()) {
            errors.add(pointerTo(name), "wrong_type", name + " must be an object.");
            return null;
        }
        return new Body(value, pointerTo(name), errors);
    }

    /**
     * An object inside whose members are what the parameters of an address are elsewhere: strings or numbers, or arrays of them where a
     * parameter can be repeated. {@link #done()} of this one reports on them too. Null when it is missing or null.
     */
    public @Nullable Params parameters(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        Set<String> arrays = new HashSet<>();
        if (!value.isObject()) {
            errors.add(pointerTo(name), "wrong_type", name + " must be an object.");
            return null;
        }
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            Iterable<JsonNode> all = member.getValue().isArray() ? member.getValue() : List.of(member.getValue());
            List<String> texts = new ArrayList<>();
            for (JsonNode one : all) {
                if (!one.isString() && !one.isNumber()) {
                    errors.add(pointerTo(name) + "/" + FieldError.escape(member.getKey()), "wrong_type",
                            member.getKey() + " must be a string, a number, or an array of them.");
                }
                texts.add(one.isString() ? one.stringValue() : one.toString());
            }
            values.put(member.getKey(), texts);
            if (member.getValue().isArray()) {
                arrays.add(member.getKey());
            }
        }
        return new Params(values, errors, pointerTo(name), arrays);
    }

    /** A flat object of strings, with null where a member is null. Empty when it is missing or null. */
    public Map<String, @Nullable String> textMap(String name, int most, int maxName, int maxValue) {
        JsonNode value = value(name);
        Map<String, @Nullable String> map = new LinkedHashMap<>();
        if (value == null) {
            return map;
        }
        if (!value.isObject()) {
            errors.add(pointerTo(name), "wrong_type", name + " must be an object of strings.");
            return map;
        }
        if (value.size() > most) {
            errors.add(pointerTo(name), "too_many", name + " has " + value.size() + " members; at most " + most + " are possible.");
            return map;
        }
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            String at = pointerTo(name) + "/" + FieldError.escape(member.getKey());
            String[] problem = Texts.problem("A name in " + name, member.getKey(), 1, maxName, false);
            if (problem != null) {
                errors.add(at, problem[0], problem[1]);
            }
            map.put(
                    member.getKey(),
                    member.getValue().isNull()
                            ? null
                            : checkedText(at, "A value in " + name, member.getValue(), 0, maxValue, false));
        }
        return map;
    }

    /** Notes that a member that has the right form makes no sense. */
    public void reject(String name, String code, String detail) {
        errors.add(name.isEmpty() ? pointer : pointerTo(name), code, detail);
    }

    /** Notes that a member is needed. */
    public void require(String name) {
        if (value(name) == null) {
            missing(name, name);
        }
    }

    private <T> T missing(String name, T standIn) {
        errors.add(pointerTo(name), "required", name + " is required.");
        return standIn;
    }

    /** Notes the members that nobody asked for. */
    public void rejectUnknown() {
        for (String name : node.propertyNames()) {
            if (!known.contains(name)) {
                errors.add(pointerTo(name), "unknown", "There is no field " + name + " here. Known: " + String.join(", ", known) + ".");
            }
        }
    }

    /** Throws everything that was noted. */
    public void done() {
        rejectUnknown();
        errors.throwIfAny();
    }

    private @Nullable JsonNode value(String name) {
        known.add(name);
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private String pointerTo(String name) {
        return pointer + "/" + FieldError.escape(name);
    }
}
