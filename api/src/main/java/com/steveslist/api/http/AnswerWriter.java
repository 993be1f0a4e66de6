package com.steveslist.api.http;

import com.steveslist.api.consistency.ConsistencyTokens;
import com.steveslist.api.security.Identity;
import com.steveslist.api.security.RateLimits;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Puts an {@link Answer} on the wire: conditions, headers, the selection of fields, JSON, gzip. It compresses itself because Tomcat
 * does not compress what has a strong entity tag.
 */
@Component
final class AnswerWriter {

    private static final int GZIP_FROM_BYTES = 1_024;
    private static final String VARY = "Accept, Accept-Encoding";

    private final ConsistencyTokens tokens;

    AnswerWriter(ConsistencyTokens tokens) {
        this.tokens = tokens;
    }

    void write(Answer answer, HttpServletRequest request, HttpServletResponse response) throws IOException {
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
        response.setContentType("application/json");
        byte[] body = Json.write(selected(answer), Json.isIndented(request));
        if (body.length > GZIP_FROM_BYTES && Negotiation.acceptsGzip(request.getHeader("Accept-Encoding"))) {
            body = gzip(body);
            response.setHeader("Content-Encoding", "gzip");
        }
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private void headers(Answer answer, HttpServletRequest request, HttpServletResponse response) {
        answer.headers.forEach(response::addHeader);
        response.setHeader("Cache-Control", cacheControl(answer.caching, request));
        response.addHeader(
                "Vary",
                answer.caching == Answer.Caching.FIXED ? VARY : VARY + ", Authorization, " + Identity.KEY_HEADER + ", Cookie");
        if (answer.at != null) {
            response.setHeader(ConsistencyTokens.HEADER, tokens.encode(answer.at));
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

    /** {@code If-None-Match} outweighs {@code If-Modified-Since} (RFC 9110, 13.1.3). */
    private static boolean isNotModified(Answer answer, HttpServletRequest request) {
        boolean isRead = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (!isRead || answer.version == null || answer.caching == Answer.Caching.NEVER) {
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

    private static Map<String, ?> selected(Answer answer) {
        Fields fields = answer.fields;
        if (fields == null) {
            return answer.envelope;
        }
        Map<String, @Nullable Object> selected = new LinkedHashMap<>(answer.envelope);
        selected.computeIfPresent("data", (name, data) -> data instanceof List<?> list
                ? list.stream().map(fields::select).toList()
                : fields.select(data));
        return selected;
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length / 3);
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        }
        return packed.toByteArray();
    }
}
