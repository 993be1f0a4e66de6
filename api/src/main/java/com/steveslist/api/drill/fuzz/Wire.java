package com.steveslist.api.drill.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One connection, which sends what no HTTP client would agree to send. Not for several threads. */
final class Wire implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;
    private static final int MOST_BYTES = 8_000_000;
    private static final int LONGEST_LINE = 64_000;

    private final URI base;
    private @Nullable Socket socket;
    private @Nullable InputStream in;

    Wire(URI base) {
        this.base = base;
    }

    /** @param headers names in lower case, of several the last one */
    record Reply(int status, Map<String, String> headers, byte[] body) {
        @Nullable
        String header(String name) {
            return headers.get(name.toLowerCase(Locale.ROOT));
        }
    }

    /** Throws when there is no complete answer in ten seconds. */
    Reply send(Shot shot) throws IOException {
        boolean fresh = socket == null;
        try {
            return sendOnce(shot);
        } catch (IOException e) {
            close();
            if (fresh || e instanceof java.net.SocketTimeoutException) {
                throw e;
            }
            // The server had closed the connection meanwhile, as it may.
            return sendOnce(shot);
        }
    }

    private Reply sendOnce(Shot shot) throws IOException {
        Socket open = connected();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StringBuilder head = new StringBuilder(shot.method()).append(' ').append(shot.target()).append(" HTTP/1.1\r\nHost: ")
                .append(base.getAuthority()).append("\r\n");
        shot.headers().forEach(header -> head.append(header.name()).append(": ").append(header.value()).append("\r\n"));
        byte[] body = shot.body();
        if (body != null) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        bytes.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        if (body != null) {
            bytes.write(body);
        }
        try {
            open.getOutputStream().write(bytes.toByteArray());
        } catch (IOException refusedMidway) {
            // Whoever sends too much is answered before all of it was read; that answer is waiting.
        }
        Reply reply = read(shot);
        if ("close".equalsIgnoreCase(reply.header("connection")) || reply.header("content-length") == null
                && reply.header("transfer-encoding") == null && reply.status() != 304 && reply.status() != 204) {
            close();
        }
        return reply;
    }

    private Socket connected() throws IOException {
        Socket known = socket;
        if (known == null || known.isClosed()) {
            known = new Socket();
            known.setTcpNoDelay(true);
            known.connect(new InetSocketAddress(base.getHost(), base.getPort()), PATIENCE_MILLIS);
            known.setSoTimeout(PATIENCE_MILLIS);
            socket = known;
            in = new BufferedInputStream(known.getInputStream());
        }
        return known;
    }

    private Reply read(Shot shot) throws IOException {
        String status = line();
        if (!status.startsWith("HTTP/1.1 ")) {
            throw new IOException("no status line of HTTP/1.1: " + status);
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
        }
        int code = Integer.parseInt(status.substring(9, 12));
        boolean none = shot.method().equals("HEAD") || code == 204 || code == 304;
        return new Reply(code, headers, none ? new byte[0] : body(headers));
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        InputStream from = stream();
        String length = headers.get("content-length");
        if (headers.getOrDefault("content-type", "").startsWith("text/event-stream")) {
            close();
            return new byte[0];
        }
        if (length != null) {
            return from.readNBytes(Math.min(MOST_BYTES, Integer.parseInt(length)));
        }
        if (!"chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            return from.readNBytes(MOST_BYTES);
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunk(); size > 0; size = chunk()) {
            body.write(from.readNBytes(size));
            line();
            if (body.size() > MOST_BYTES) {
                close();
                return body.toByteArray();
            }
        }
        line();
        return body.toByteArray();
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line().split(";")[0].strip(), 16);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = stream().read(); b != '\n'; b = stream().read()) {
            if (b < 0 || line.size() > LONGEST_LINE) {
                throw new EOFException("the connection ended before the answer");
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private InputStream stream() throws IOException {
        InputStream known = in;
        if (known == null) {
            throw new EOFException("not connected");
        }
        return known;
    }

    @Override
    public void close() {
        Socket known = socket;
        socket = null;
        in = null;
        if (known != null) {
            try {
                known.close();
            } catch (IOException gone) {
                // it is what was wanted
            }
        }
    }
}
