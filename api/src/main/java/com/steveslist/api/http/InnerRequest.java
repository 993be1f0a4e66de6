package com.steveslist.api.http;

import com.steveslist.api.http.InnerCalls.Asked;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerMapping;

/** A call that is made inside another request: the caller is the outer one's, everything else is its own. */
final class InnerRequest extends HttpServletRequestWrapper {

    private final Asked asked;
    private final byte[] body;
    private final Map<String, @Nullable Object> attributes = new HashMap<>();

    InnerRequest(HttpServletRequest outer, Asked asked) {
        super(outer);
        this.asked = asked;
        this.body = asked.body() == null ? new byte[0] : Json.write(asked.body(), false);
        // What was read of the outer request is not this one's.
        attributes.put(Call.class.getName(), null);
        attributes.put(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, asked.variables());
    }

    @Override
    public String getMethod() {
        return asked.method();
    }

    @Override
    public String getRequestURI() {
        return asked.path();
    }

    @Override
    public @Nullable String getQueryString() {
        return asked.query();
    }

    @Override
    public @Nullable String getHeader(String name) {
        return switch (name) {
            case "Accept" -> "application/json";
            case "User-Agent" -> super.getHeader(name);
            default -> asked.headers().get(name);
        };
    }

    @Override
    public String getContentType() {
        return "application/json";
    }

    @Override
    public long getContentLengthLong() {
        return body.length;
    }

    @Override
    public ServletInputStream getInputStream() {
        return new Bytes(new ByteArrayInputStream(body));
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return attributes.containsKey(name) ? attributes.get(name) : super.getAttribute(name);
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        attributes.put(name, value);
    }

    private static final class Bytes extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        Bytes(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return bytes.read(target, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("an inner request is read by its own thread");
        }
    }
}
