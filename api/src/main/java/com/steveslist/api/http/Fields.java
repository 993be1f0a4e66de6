package com.steveslist.api.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.steveslist.api.input.Params;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Which members of a thing are wanted: {@code ?fields=name,price_amount}. The id is always there. */
public final class Fields {

    private static final String NAME = "fields";
    private static final int LONGEST = 1_000;
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])([A-Z])");

    private final @Nullable Set<String> wanted;

    private Fields(@Nullable Set<String> wanted) {
        this.wanted = wanted;
    }

    /** All that there are. */
    public static Fields all() {
        return new Fields(null);
    }

    /** Notes names that {@code resource}, a record, does not have. */
    public static Fields of(Params params, Class<? extends Record> resource) {
        List<String> names = params.commaList(NAME, LONGEST);
        if (names.isEmpty()) {
            return new Fields(null);
        }
        List<String> possible = names(resource).toList();
        for (String name : names) {
            if (!possible.contains(name)) {
                params.reject(NAME, "unknown", "There is no field '" + name + "'. Known: " + String.join(", ", possible) + ".");
            }
        }
        Set<String> wanted = new LinkedHashSet<>(names);
        wanted.add("id");
        return new Fields(wanted);
    }

    /** Whether a member is wanted. */
    public boolean include(String name) {
        return wanted == null || wanted.contains(name);
    }

    /** @param form makes a tree of a thing */
    Object select(Object resource, Function<Object, JsonNode> form) {
        if (wanted == null) {
            return resource;
        }
        JsonNode tree = form.apply(resource);
        return tree instanceof ObjectNode object ? object.retain(wanted) : tree;
    }

    private static Stream<String> names(Class<?> resource) {
        return Arrays.stream(resource.getRecordComponents())
                .flatMap(component -> component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)
                        ? names(component.getType())
                        : Stream.of(snakeCase(component)));
    }

    private static String snakeCase(RecordComponent component) {
        return HUMP.matcher(component.getName()).replaceAll("_$1").toLowerCase(Locale.ROOT);
    }
}
