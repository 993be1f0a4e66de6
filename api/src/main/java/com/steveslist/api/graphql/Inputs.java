package com.steveslist.api.graphql;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What GraphQL's arguments are in REST's words, whose readers check them: names in snake case, a money as two members, a list of attributes
 * as an object; and where a part that they find wrong stands among the arguments.
 */
final class Inputs {

    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])([A-Z])");
    private static final Pattern SNAKE = Pattern.compile("_([a-z0-9])");
    private static final Set<String> MONEY = Set.of("amount", "currency");
    private static final Set<String> ATTRIBUTE = Set.of("name", "value");

    private Inputs() {}

    /** An input object as the body of a call. Throws {@code invalid_request} when an attribute is there twice. */
    static Map<String, @Nullable Object> body(Map<?, ?> input) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        input.forEach((key, value) -> {
            String name = snakeCase(String.valueOf(key));
            if (value instanceof Map<?, ?> money && money.keySet().equals(MONEY)) {
                body.put(name + "_amount", money.get("amount"));
                body.put(name + "_currency", money.get("currency"));
            } else {
                body.put(name, member(String.valueOf(key), value));
            }
        });
        return body;
    }

    private static @Nullable Object member(String key, @Nullable Object value) {
        return switch (value) {
            case Map<?, ?> object -> body(object);
            case List<?> list when key.equals("attributes") -> attributes(list);
            case List<?> list -> {
                List<@Nullable Object> items = new ArrayList<>();
                list.forEach(item -> items.add(member(key, item)));
                yield items;
            }
            case null -> null;
            default -> value;
        };
    }

    private static Map<String, @Nullable Object> attributes(List<?> list) {
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        for (Object item : list) {
            if (item instanceof Map<?, ?> pair && ATTRIBUTE.containsAll(pair.keySet())) {
                String name = String.valueOf(pair.get("name"));
                if (attributes.containsKey(name)) {
                    throw ApiException.invalid(new FieldError(
                            FieldError.In.BODY, "/attributes", "duplicate", "Each attribute can be there once: see " + name + "."));
                }
                attributes.put(name, pair.get("value"));
            }
        }
        return attributes;
    }

    /** {@code priceAmount} as {@code price_amount}. */
    static String snakeCase(String name) {
        return HUMP.matcher(name).replaceAll("_$1").toLowerCase(Locale.ROOT);
    }

    static String camelCase(String name) {
        return SNAKE.matcher(name).replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    }

    /** The pointer into a field's arguments of what REST's readers point at: {@code /price_amount} is {@code /input/price/amount}. */
    static String pointerOf(String pointer, Map<String, ?> arguments) {
        List<String> parts = new ArrayList<>(List.of(pointer.split("/", -1)));
        parts.removeFirst();
        List<String> found = new ArrayList<>();
        Object at = arguments;
        for (String member : List.of("input", "filter")) {
            boolean isThere = arguments.get(member) instanceof Map<?, ?>;
            boolean isMeant = !parts.isEmpty() && !arguments.containsKey(camelCase(parts.getFirst()));
            if (isThere && (isMeant || member.equals("input"))) {
                found.add(member);
                at = arguments.get(member);
            }
        }
        for (String part : parts) {
            for (String step : steps(part, at)) {
                found.add(step);
                at = at instanceof Map<?, ?> object ? object.get(step) : at instanceof List<?> list ? item(list, step) : null;
            }
        }
        return found.isEmpty() ? "" : "/" + String.join("/", found);
    }

    private static List<String> steps(String part, @Nullable Object at) {
        int last = part.lastIndexOf('_');
        if (last > 0 && MONEY.contains(part.substring(last + 1))) {
            String money = camelCase(part.substring(0, last));
            if (at instanceof Map<?, ?> object && object.get(money) instanceof Map<?, ?>) {
                return List.of(money, part.substring(last + 1));
            }
        }
        return List.of(at instanceof Map<?, ?> ? camelCase(part) : part);
    }

    private static @Nullable Object item(List<?> list, String index) {
        boolean isIndex = index.matches("[0-9]{1,4}") && Integer.parseInt(index) < list.size();
        return isIndex ? list.get(Integer.parseInt(index)) : null;
    }
}
