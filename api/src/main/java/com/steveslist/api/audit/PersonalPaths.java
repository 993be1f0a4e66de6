package com.steveslist.api.audit;

import com.steveslist.events.catalog.EventCatalog;
import com.steveslist.events.privacy.EncryptedText;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where personal values stand in the payloads of events, which the forms in {@link EventCatalog} say by their types: so a text that only
 * looks like an encrypted one, such as the name of a listing, is left as it is.
 */
final class PersonalPaths {

    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])([A-Z])");
    /** Each member of a list. */
    private static final String EACH = "*";

    private record Form(String name, int version) {}

    private static final Map<Form, List<List<String>>> KNOWN = known();

    private PersonalPaths() {}

    private static Map<Form, List<List<String>>> known() {
        Map<Form, List<List<String>>> known = new HashMap<>();
        EventCatalog.current().forEach(type -> known.put(new Form(type.name(), type.version()), paths(type.form())));
        EventCatalog.retired().forEach(type -> known.put(new Form(type.name(), type.version()), paths(type.form())));
        return Map.copyOf(known);
    }

    private static List<List<String>> paths(Class<?> form) {
        List<List<String>> paths = new ArrayList<>();
        collect(form, List.of(), paths);
        return List.copyOf(paths);
    }

    private static void collect(Type type, List<String> path, List<List<String>> paths) {
        if (type == EncryptedText.class) {
            paths.add(path);
        } else if (type instanceof Class<?> form && form.isRecord()) {
            for (RecordComponent component : form.getRecordComponents()) {
                collect(component.getGenericType(),
                        with(path, HUMP.matcher(component.getName()).replaceAll("_$1").toLowerCase(Locale.ROOT)), paths);
            }
        } else if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            collect(list.getActualTypeArguments()[0], with(path, EACH), paths);
        }
    }

    private static List<String> with(List<String> path, String name) {
        return Stream.concat(path.stream(), Stream.of(name)).toList();
    }

    /**
     * Puts what {@code open} makes of every personal value in its place. Empty for a form that this code does not know: nobody can tell what
     * in it is personal.
     */
    static Optional<JsonNode> opened(String type, int version, JsonNode payload, UnaryOperator<String> open) {
        List<List<String>> paths = KNOWN.get(new Form(type, version));
        if (paths == null) {
            return Optional.empty();
        }
        paths.forEach(path -> open(payload, path, 0, open));
        return Optional.of(payload);
    }

    private static void open(@Nullable JsonNode node, List<String> path, int at, UnaryOperator<String> open) {
        String name = path.get(at);
        boolean last = at == path.size() - 1;
        if (node instanceof ArrayNode array && name.equals(EACH)) {
            for (int i = 0; i < array.size(); i++) {
                if (last) {
                    array.set(i, open.apply(array.get(i).stringValue()));
                } else {
                    open(array.get(i), path, at + 1, open);
                }
            }
        } else if (node instanceof ObjectNode object && object.get(name) != null) {
            JsonNode value = object.get(name);
            if (!last) {
                open(value, path, at + 1, open);
            } else if (value.isString()) {
                object.put(name, open.apply(value.stringValue()));
            }
        }
    }
}
