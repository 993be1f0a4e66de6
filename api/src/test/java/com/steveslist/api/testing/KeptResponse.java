package com.steveslist.api.testing;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lets an answer through and keeps a copy of its body, up to a bound. */
final class KeptResponse extends HttpServletResponseWrapper {
    private static final int MOST_BYTES = 4_000_000;
    private final ByteArrayOutputStream copy = new ByteArrayOutputStream();
    private @Nullable ServletOutputStream out;
    private @Nullable PrintWriter writer;
    private boolean tooLong;
    private boolean brokenOff;

    KeptResponse(HttpServletResponse response) {
        super(response);
    }

    byte[] kept() {
        if (writer != null) {
            writer.flush();
        }
        return copy.toByteArray();
    }

    boolean isTooLong() {
        return tooLong;
    }

    /** Whether the client was gone before it had all. */
    boolean isBrokenOff() {
        return brokenOff;
    }

    @Override
    public void resetBuffer() {
        super.resetBuffer();
        copy.reset();
    }

    @Override
    public void reset() {
        super.reset();
        copy.reset();
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        ServletOutputStream known = out;
        if (known == null) {
            known = new Tee(super.getOutputStream());
            out = known;
        }
        return known;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        PrintWriter known = writer;
        if (known == null) {
            known = new PrintWriter(new OutputStreamWriter(getOutputStream(), StandardCharsets.UTF_8), false);
            writer = known;
        }
        return known;
    }

    private void keep(byte[] bytes, int from, int length) {
        if (copy.size() + length > MOST_BYTES) {
            tooLong = true;
        } else {
            copy.write(bytes, from, length);
        }
    }

    private final class Tee extends ServletOutputStream {
        private final ServletOutputStream real;

        Tee(ServletOutputStream real) {
            this.real = real;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            brokenOff = true;
            real.write(bytes, from, length);
            brokenOff = false;
            keep(bytes, from, length);
        }

        @Override
        public void flush() throws IOException {
            brokenOff = true;
            real.flush();
            brokenOff = false;
        }

        @Override
        public boolean isReady() {
            return real.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            real.setWriteListener(listener);
        }
    }
}
