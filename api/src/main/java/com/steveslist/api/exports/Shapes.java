package com.steveslist.api.exports;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.steveslist.query.export.Shape;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/** Reads off a resource's record what its JSON looks like. */
final class Shapes {

    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])([A-Z])");

    private Shapes() {}

    /** Throws {@link IllegalArgumentException} for a record with a component of which no column can be made. */
    static Shape.Struct of(Class<?> resource) {
        SequencedMap<String, Shape> members = new LinkedHashMap<>();
        for (RecordComponent component : resource.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                members.putAll(of(component.getType()).members());
            } else {
                members.put(HUMP.matcher(component.getName()).replaceAll("_$1").toLowerCase(Locale.ROOT), of(component.getGenericType()));
            }
        }
        return new Shape.Struct(members);
    }

    private static Shape of(Type type) {
        return switch (type) {
            case Class<?> c when c == String.class -> new Shape.Text();
            case Class<?> c when c == long.class || c == Long.class || c == int.class || c == Integer.class -> new Shape.Whole();
            case Class<?> c when c == double.class || c == Double.class -> new Shape.Decimal();
            case Class<?> c when c == Instant.class -> new Shape.Time();
            case Class<?> c when c.isRecord() -> of(c);
            case ParameterizedType p when p.getRawType() == List.class -> new Shape.ListOf(of(p.getActualTypeArguments()[0]));
            case ParameterizedType p when p.getRawType() == Map.class -> new Shape.TextMap();
            default -> throw new IllegalArgumentException("no column can be made of " + type.getTypeName());
        };
    }
}
