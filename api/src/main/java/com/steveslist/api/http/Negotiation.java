package com.steveslist.api.http;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides about {@code Accept}, {@code Accept-Encoding} and {@code Content-Type}. */
final class Negotiation {

    /** What a {@code PATCH} can be sent as. */
    static final String PATCHES = "application/json, application/merge-patch+json";

    private static final Set<String> PATCH_TYPES = Set.of(PATCHES.split(", "));
    private static final Set<String> BODY_TYPES = Set.of("application/json");

    private Negotiation() {}

    /** JSON, unless XML is wanted more; throws {@code 406} when neither is acceptable. */
    static Format format(@Nullable String accept) {
        if (accept == null || accept.equals("*/*") || accept.equals(Format.JSON.mediaType)) {
            return Format.JSON;
        }
        Accepts accepts = Accepts.parse(accept);
        Accepts.Match json = accepts.of("application/json", "application/*", "*/*", "*");
        Accepts.Match xml = accepts.of("application/xml", "application/*", "*/*", "*");
        if (!json.isAccepted() && !xml.isAccepted()) {
            throw ApiException.of(
                    ErrorCode.NOT_ACCEPTABLE, "This API answers in application/json and application/xml; let Accept allow one of them.");
        }
        // A browser, which asks for a page, lists XML too; it shows people JSON better.
        boolean isBrowser = accepts.names("text/html") && json.isAccepted();
        return xml.isBetterThan(json) && !isBrowser ? Format.XML : Format.JSON;
    }

    /** Errors are JSON whatever is accepted, except for who asks for the XML form by its name. */
    static boolean wantsProblemXml(@Nullable String accept) {
        return accept != null
                && accept.contains("problem+xml")
                && Accepts.parse(accept).of("application/problem+xml").isBetterThan(Accepts.parse(accept).of("application/problem+json"));
    }

    static boolean acceptsGzip(@Nullable String acceptEncoding) {
        return acceptEncoding != null && Accepts.parse(acceptEncoding).of("gzip", "x-gzip", "*").isAccepted();
    }

    /** Throws {@code 415} unless it is JSON in UTF-8, or a merge patch where the method is {@code PATCH}. */
    static void requireJsonContent(@Nullable String contentType, String method) {
        boolean isPatch = method.equals("PATCH");
        String type = contentType == null ? "" : contentType;
        if (!(isPatch ? PATCH_TYPES : BODY_TYPES).contains(typeOf(type)) || !isUtf8(type)) {
            throw ApiException.of(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "Send the body as Content-Type: application/json, in UTF-8.",
                    isPatch ? Map.of("Accept-Patch", PATCHES) : Map.of("Accept-Post", "application/json"));
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
            return q == null ? 1 : Math.clamp(Double.parseDouble(q), 0, 1);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    static @Nullable String parameter(String range, String name) {
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
