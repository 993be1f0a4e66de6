package com.steveslist.api.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;

/** The last step of an answer: its bytes. It compresses itself because Tomcat does not compress what has a strong entity tag. */
public final class Payload {

    private static final int GZIP_FROM_BYTES = 1_024;

    private Payload() {}

    /** Sends an error, in the form of RFC 9457. */
    public static void problem(Object problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (Negotiation.wantsProblemXml(request.getHeader("Accept"))) {
            send("application/problem+xml", Xml.writeProblem(problem), request, response);
        } else {
            send("application/problem+json", Json.write(problem, Json.isIndented(request)), request, response);
        }
    }

    /** Sends a body, compressed when that pays and the client can read it. */
    public static void send(String mediaType, byte[] body, HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] sent = body;
        response.setContentType(mediaType);
        if (body.length > GZIP_FROM_BYTES && Negotiation.acceptsGzip(request.getHeader("Accept-Encoding"))) {
            sent = gzip(body);
            response.setHeader("Content-Encoding", "gzip");
        }
        response.setContentLength(sent.length);
        response.getOutputStream().write(sent);
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length / 3);
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        }
        return packed.toByteArray();
    }
}
