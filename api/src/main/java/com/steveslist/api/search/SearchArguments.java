package com.steveslist.api.search;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a search's arguments in GraphQL say beside the filter, in the words of REST's parameters. */
public final class SearchArguments {

    private SearchArguments() {}

    public static Map<String, String> read(Map<String, ?> arguments) {
        Map<String, String> read = new LinkedHashMap<>();
        if (arguments.get("text") instanceof String text) {
            read.put("q", text);
        }
        if (arguments.get("near") instanceof Map<?, ?> near) {
            read.put("near", decimal(near.get("latitude")) + "," + decimal(near.get("longitude")));
            if (near.get("radiusKm") != null) {
                read.put("radius_km", decimal(near.get("radiusKm")));
            }
        }
        if (arguments.get("facets") instanceof List<?> facets && !facets.isEmpty()) {
            read.put("facets", String.join(",", facets.stream().map(String::valueOf).toList()));
        }
        return read;
    }

    /** Without an exponent, which no parameter has. */
    private static String decimal(@Nullable Object number) {
        return new BigDecimal(String.valueOf(number)).toPlainString();
    }
}
