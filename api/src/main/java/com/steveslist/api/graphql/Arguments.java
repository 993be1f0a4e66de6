package com.steveslist.api.graphql;

import com.steveslist.api.input.Params;
import graphql.schema.DataFetchingEnvironment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a field is asked with: its thing, and its arguments in the words of REST's parameters, whose readers check them. */
public final class Arguments {

    /** Members of filters that REST has in the singular, because it repeats them. */
    private static final Map<String, String> REPEATED = Map.of("statuses", "status", "labels", "label");

    private Arguments() {}

    /** The thing that a field is of. */
    public static <T> T source(DataFetchingEnvironment field) {
        return Objects.requireNonNull(field.<T>getSource());
    }

    public static String id(DataFetchingEnvironment field) {
        return Objects.requireNonNull(field.getArgument("id"));
    }

    /**
     * The members of {@code filter}, {@code orderBy} as {@code sort}, and others.
     *
     * @param others by the names that REST has for them
     */
    public static Params params(DataFetchingEnvironment field, Map<String, String> others) {
        Map<String, List<String>> values = filter(field.getArguments());
        List<Map<String, Object>> order = field.getArgument("orderBy");
        if (order != null && !order.isEmpty()) {
            values.put("sort", List.of(String.join(",", order.stream().map(Arguments::sortKey).toList())));
        }
        others.forEach((name, value) -> values.put(name, List.of(value)));
        return Params.of(values);
    }

    /** The members of {@code filter}. */
    public static Map<String, List<String>> filter(Map<String, ?> arguments) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (arguments.get("filter") instanceof Map<?, ?> filter) {
            filter.forEach((key, value) -> {
                if (value != null) {
                    String name = String.valueOf(key);
                    values.put(REPEATED.getOrDefault(name, Inputs.snakeCase(name)), texts(value));
                }
            });
        }
        return values;
    }

    public static Params params(DataFetchingEnvironment field) {
        return params(field, Map.of());
    }

    private static List<String> texts(Object value) {
        List<String> texts = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(item -> texts.add(String.valueOf(item)));
        } else {
            texts.add(String.valueOf(value));
        }
        return texts;
    }

    private static String sortKey(Map<String, Object> key) {
        return ("desc".equals(key.get("direction")) ? "-" : "") + key.get("field");
    }
}
