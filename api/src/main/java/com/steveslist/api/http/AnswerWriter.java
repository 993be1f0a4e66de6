package com.steveslist.api.http;

import com.steveslist.api.command.Writes;
import com.steveslist.api.consistency.ConsistencyTokens;
import com.steveslist.api.limits.RateLimits;
import com.steveslist.api.security.Identity;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Puts an {@link Answer} on the wire: conditions, headers, the selection of fields, JSON or XML. */
@Component
final class AnswerWriter {

    private final ConsistencyTokens tokens;

    AnswerWriter(ConsistencyTokens tokens) {
        this.tokens = tokens;
    }

    void write(Answer answer, HttpServletRequest request, HttpServletResponse response) throws IOException {
        CallRules.ended(request);
        requireMatch(answer, request);
        headers(answer, request, response);
        if (isNotModified(answer, request)) {
            RateLimits.giveBack(request, response);
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setStatus(answer.status);
        if (answer.envelope.isEmpty()) {
            return;
        }
        Format format = Negotiation.format(request.getHeader("Accept"));
        byte[] body = switch (format) {
            case JSON -> Json.write(selected(answer, Json::tree), Json.isIndented(request));
            case XML -> Xml.write(selected(answer, Xml::tree));
        };
        Payload.send(format.mediaType, body, request, response);
    }

    private void headers(Answer answer, HttpServletRequest request, HttpServletResponse response) {
        answer.headers.forEach(response::addHeader);
        answer.cookies.forEach(cookie -> response.addHeader("Set-Cookie", cookie));
        response.setHeader("Cache-Control", cacheControl(answer.caching, request));
        if (answer.caching == Answer.Caching.FIXED) {
            Vary.callerDoesNotMatter(response);
        }
        if (answer.caching != Answer.Caching.FIXED) {
            // What caches keep for minutes would hand on somebody's token of then.
            response.setHeader(ConsistencyTokens.HEADER, tokens.encode(Call.of(request).covering(answer.at)));
        }
        if (answer.version != null) {
            response.setHeader("ETag", "\"" + answer.version + "\"");
        }
        if (answer.modified != null) {
            response.setDateHeader("Last-Modified", answer.modified.toEpochMilli());
        }
    }

    private static String cacheControl(Answer.Caching caching, HttpServletRequest request) {
        return switch (caching) {
            case PUBLIC -> Identity.of(request) == null ? "public, max-age=5, stale-while-revalidate=30" : "private, no-cache";
            case PERSONAL -> "private, no-cache";
            case NEVER -> "no-store";
            case FIXED -> "public, max-age=300";
        };
    }

    private static boolean isRead(HttpServletRequest request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }

    /** What changes something has looked at {@code If-Match} before it did. */
    private static void requireMatch(Answer answer, HttpServletRequest request) {
        if (answer.version != null && isRead(request)) {
            Writes.requireVersion(Call.of(request), answer.version);
        }
    }

    /** {@code If-None-Match} outweighs {@code If-Modified-Since} (RFC 9110, 13.1.3). */
    private static boolean isNotModified(Answer answer, HttpServletRequest request) {
        if (!isRead(request) || answer.version == null || answer.caching == Answer.Caching.NEVER) {
            return false;
        }
        String tags = request.getHeader("If-None-Match");
        return tags != null
                ? ETags.parse("If-None-Match", tags).matchesWeakly(answer.version.toString())
                : answer.modified != null && isOld(answer.modified, request);
    }

    private static boolean isOld(Instant modified, HttpServletRequest request) {
        try {
            long since = request.getDateHeader("If-Modified-Since");
            return since >= 0 && modified.getEpochSecond() <= since / 1_000;
        } catch (IllegalArgumentException notADate) {
            return false;
        }
    }

    private static Map<String, ?> selected(Answer answer, Function<Object, JsonNode> tree) {
        Fields fields = answer.fields;
        if (fields == null) {
            return answer.envelope;
        }
        Map<String, @Nullable Object> selected = new LinkedHashMap<>(answer.envelope);
        selected.computeIfPresent("data", (name, data) -> data instanceof List<?> list
                ? list.stream().map(one -> fields.select(one, tree)).toList()
                : fields.select(data, tree));
        return selected;
    }
}
