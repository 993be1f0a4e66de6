package com.steveslist.api.http;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides about {@code Accept}, {@code Accept-Encoding} and {@code Content-Type}. */
final class Negotiation {

    private Negotiation() {}

    /** Throws {@code 406} unless JSON is acceptable; the most specific range counts, and {@code q=0} refuses. */
    static void requireJsonAcceptable(@Nullable String accept) {
        if (accept == null || accept.isBlank()) {
            return;
        }
        int best = -1;
        boolean acceptable = false;
        for (String range : accept.split(",")) {
            int rank = switch (typeOf(range)) {
                case "application/json" -> 2;
                case "application/*" -> 1;
                case "*/*", "*" -> 0;
                default -> -1;
            };
            if (rank > best) {
                best = rank;
                acceptable = quality(range) > 0;
            }
        }
        if (!acceptable) {
            throw ApiException.of(ErrorCode.NOT_ACCEPTABLE, "This API answers in application/json; let Accept allow it.");
        }
    }

    static boolean acceptsGzip(@Nullable String acceptEncoding) {
        if (acceptEncoding == null) {
            return false;
        }
        boolean any = false;
        for (String coding : acceptEncoding.split(",")) {
            String name = typeOf(coding);
            if (name.equals("gzip") || name.equals("x-gzip")) {
                return quality(coding) > 0;
            }
            any |= name.equals("*") && quality(coding) > 0;
        }
        return any;
    }

    /** Throws {@code 415} unless it is JSON in UTF-8, or a merge patch where the method is {@code PATCH}. */
    static void requireJsonContent(@Nullable String contentType, String method) {
        Set<String> allowed =
                method.equals("PATCH") ? Set.of("application/json", "application/merge-patch+json") : Set.of("application/json");
        String type = contentType == null ? "" : contentType;
        if (!allowed.contains(typeOf(type)) || !isUtf8(type)) {
            throw ApiException.of(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "Send the body as Content-Type: application/json, in UTF-8.",
                    Map.of(method.equals("PATCH") ? "Accept-Patch" : "Accept-Post", String.join(", ", allowed)));
        }
    }

    static boolean isUtf8(String type) {
        String charset = parameter(type, "charset");
        return charset == null || charset.replace("\"", "").equalsIgnoreCase("utf-8");
    }

    static String typeOf(String range) {
        int semicolon = range.indexOf(';');
        return (semicolon < 0 ? range : range.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }

    static double quality(String range) {
        String q = parameter(range, "q");
        try {
            return q == null ? 1 : Double.parseDouble(q);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static @Nullable String parameter(String range, String name) {
        String[] parts = range.split(";");
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i].strip();
            if (part.regionMatches(true, 0, name + "=", 0, name.length() + 1)) {
                return part.substring(name.length() + 1).strip();
            }
        }
        return null;
    }
}
