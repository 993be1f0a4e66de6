package com.steveslist.api.graphql;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** The forms that a GraphQL response can have, and which one a client likes best. */
enum MediaTypes {
    /** What the GraphQL-over-HTTP specification wants to be there for older clients: every result is {@code 200}. */
    JSON("application/json"),
    /** The specification's own: the status says whether the request was wrong. */
    GRAPHQL("application/graphql-response+json"),
    /** Results as they come. */
    EVENT_STREAM("text/event-stream");

    final String mediaType;

    MediaTypes(String mediaType) {
        this.mediaType = mediaType;
    }

    /** Throws {@code not_acceptable} when none will do. */
    static MediaTypes preferred(@Nullable String accept) {
        if (accept == null || accept.isBlank()) {
            return JSON;
        }
        MediaTypes best = null;
        double bestQuality = 0;
        List<MediaType> ranges = ranges(accept);
        for (MediaTypes offered : values()) {
            double quality = quality(MediaType.parseMediaType(offered.mediaType), ranges);
            // Between equals, a client that names GraphQL's own form knows it.
            boolean isNamed = offered == GRAPHQL && accept.contains(GRAPHQL.mediaType) && quality == bestQuality;
            if (quality > bestQuality || quality > 0 && isNamed) {
                best = offered;
                bestQuality = quality;
            }
        }
        if (best == null) {
            throw notAcceptable();
        }
        return best;
    }

    private static List<MediaType> ranges(String accept) {
        try {
            return MediaType.parseMediaTypes(accept);
        } catch (InvalidMediaTypeException e) {
            throw notAcceptable();
        }
    }

    /** Of the most specific range that has it. */
    private static double quality(MediaType type, List<MediaType> ranges) {
        MediaType closest = null;
        for (MediaType range : ranges) {
            boolean isCloser = closest == null || closest.isWildcardType() || closest.isWildcardSubtype() && range.isConcrete();
            if (range.includes(type) && isCloser) {
                closest = range;
            }
        }
        // A stream is for who asks for it by its name.
        return closest == null || type.getSubtype().equals("event-stream") && !closest.isConcrete() ? 0 : closest.getQualityValue();
    }

    private static ApiException notAcceptable() {
        return ApiException.of(
                ErrorCode.NOT_ACCEPTABLE,
                "GraphQL answers in application/json, application/graphql-response+json or text/event-stream; let Accept allow one.");
    }

    /** Throws {@code unsupported_media_type} for a body that is not JSON in UTF-8. */
    static void requireJson(@Nullable String contentType) {
        String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT).replace(" ", "").replace("\"", "");
        if (!type.equals("application/json") && !type.equals("application/json;charset=utf-8")) {
            throw ApiException.of(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "Send the body as Content-Type: application/json, in UTF-8.",
                    Map.of("Accept-Post", "application/json"));
        }
    }
}
