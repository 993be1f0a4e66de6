package com.steveslist.api.http;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;

/** Reads a body of at most 1 MB of well-formed UTF-8 that is one JSON value. */
final class BodyReader {

    static final int MOST_BYTES = 1_000_000;

    private static final int PART_BYTES = 4_096;
    private static final Duration TIME_ALLOWED = Duration.ofSeconds(20);

    private BodyReader() {}

    static JsonNode read(HttpServletRequest request) {
        String text = decode(bytes(request));
        if (text.isBlank()) {
            throw ApiException.of(ErrorCode.INVALID_JSON, "A JSON object is needed in the body.");
        }
        try {
            return Json.read(text);
        } catch (StreamConstraintsException e) {
            throw ApiException.of(ErrorCode.INVALID_JSON,
                    "The body is nested more than 100 deep, or has a number of more than 100 digits.");
        } catch (JacksonException e) {
            throw ApiException.of(ErrorCode.INVALID_JSON, "The body is not valid JSON" + place(e) + ".");
        }
    }

    private static String place(JacksonException e) {
        String what = e.getOriginalMessage();
        String reason = what != null && what.startsWith("Duplicate") ? " (a name is there twice)" : "";
        return e.getLocation() == null || e.getLocation().getLineNr() < 1
                ? reason
                : reason + ": see line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
    }

    private static byte[] bytes(HttpServletRequest request) {
        if (request.getContentLengthLong() > MOST_BYTES) {
            throw tooLarge();
        }
        try {
            return RunningRequests.aside(request, () -> bytes(request.getInputStream()));
        } catch (SocketTimeoutException e) {
            throw tooSlow();
        } catch (IOException e) {
            throw ApiException.of(ErrorCode.MALFORMED_REQUEST, "The body ended before it was complete.");
        }
    }

    /** Tomcat bounds how long the next byte may take, this how long all of them. */
    private static byte[] bytes(InputStream in) throws IOException {
        long giveUpAt = System.nanoTime() + TIME_ALLOWED.toNanos();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] part = new byte[PART_BYTES];
        for (int length = in.read(part); length >= 0; length = in.read(part)) {
            bytes.write(part, 0, length);
            if (bytes.size() > MOST_BYTES) {
                throw tooLarge();
            }
            if (System.nanoTime() > giveUpAt) {
                throw tooSlow();
            }
        }
        return bytes.toByteArray();
    }

    private static ApiException tooSlow() {
        return ApiException.of(ErrorCode.REQUEST_TIMEOUT, "The body did not arrive in time. Send it within "
                + TIME_ALLOWED.toSeconds() + " seconds.", Map.of("Connection", "close"));
    }

    private static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw ApiException.of(ErrorCode.INVALID_JSON, "The body is not well-formed UTF-8.");
        }
    }

    private static ApiException tooLarge() {
        return ApiException.of(ErrorCode.PAYLOAD_TOO_LARGE, "A body has at most 1 MB (1,000,000 bytes).");
    }
}
