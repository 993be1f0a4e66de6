package com.steveslist.api.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/** A text that changes with a new version of the software only: with an {@code ETag}, packed once, kept by anybody for minutes. */
public final class FixedContent {

    private static final String CACHING = "public, max-age=300";
    private static final int TAG_BYTES = 12;

    private final String contentType;
    private final byte[] plain;
    private final byte[] packed;
    private final String tag;

    private FixedContent(String contentType, byte[] plain, byte[] packed, String tag) {
        this.contentType = contentType;
        this.plain = plain;
        this.packed = packed;
        this.tag = tag;
    }

    /** @param contentType without a charset; texts are UTF-8 */
    public static FixedContent of(String contentType, byte[] text) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(text.length / 3);
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new FixedContent(contentType, text, packed.toByteArray(), tag(text));
    }

    private static String tag(byte[] text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, TAG_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    public void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", CACHING);
        response.addHeader("Vary", "Accept-Encoding");
        String conditions = request.getHeader("If-None-Match");
        boolean gzip = Negotiation.acceptsGzip(request.getHeader("Accept-Encoding"));
        // What is packed is another representation, and a strong tag names one.
        String shown = gzip ? tag + "-gzip" : tag;
        response.setHeader("ETag", '"' + shown + '"');
        if (conditions != null && isKnown(ETags.parse("If-None-Match", conditions))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(contentType);
        response.setCharacterEncoding("utf-8");
        if (gzip) {
            response.setHeader("Content-Encoding", "gzip");
        }
        byte[] body = gzip ? packed : plain;
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private boolean isKnown(ETags tags) {
        return tags.matchesWeakly(tag) || tags.matchesWeakly(tag + "-gzip");
    }
}
