package com.steveslist.api.http;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides about {@code Accept} and {@code Content-Type} where something else than JSON is possible. */
final class MediaTypes {

    private MediaTypes() {}

    /**
     * The one of these that the client likes best: by the most specific range that fits each, the first of equals. Throws {@code 406} when
     * none is acceptable.
     */
    static String preferred(@Nullable String accept, List<String> offered) {
        if (accept == null || accept.isBlank()) {
            return offered.getFirst();
        }
        String best = null;
        double most = 0;
        for (String type : offered) {
            double quality = quality(accept, type);
            if (quality > most) {
                best = type;
                most = quality;
            }
        }
        if (best == null) {
            throw ApiException.of(
                    ErrorCode.NOT_ACCEPTABLE,
                    "This answers in " + String.join(", ", offered) + "; let Accept allow one, or name a format.");
        }
        return best;
    }

    private static double quality(String accept, String type) {
        int best = -1;
        double quality = 0;
        for (String range : accept.split(",")) {
            String name = Negotiation.typeOf(range);
            int rank = name.equals(type) ? 2 : name.equals(type.substring(0, type.indexOf('/')) + "/*") ? 1 : name.equals("*/*") ? 0 : -1;
            if (rank > best) {
                best = rank;
                quality = Negotiation.quality(range);
            }
        }
        return quality;
    }

    /** Throws {@code 415} unless the body is one of these, in UTF-8 and not packed. */
    static void requireContent(@Nullable String contentType, @Nullable String contentEncoding, List<String> taken) {
        String type = contentType == null ? "" : contentType;
        boolean plain = contentEncoding == null || contentEncoding.isBlank() || contentEncoding.strip().equalsIgnoreCase("identity");
        if (!taken.contains(Negotiation.typeOf(type)) || !Negotiation.isUtf8(type) || !plain) {
            throw ApiException.of(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "Send the body as Content-Type: " + String.join(" or ", taken) + ", in UTF-8 and without Content-Encoding.",
                    Map.of("Accept-Post", String.join(", ", taken)));
        }
    }
}
