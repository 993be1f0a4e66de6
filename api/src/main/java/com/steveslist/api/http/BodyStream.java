package com.steveslist.api.http;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** A body while it arrives: bounded in length and time, and known to be whole when its end is reached. Throws {@link ApiException}. */
final class BodyStream extends InputStream {

    private final InputStream body;
    private final long announced;
    private final long mostBytes;
    private final long endsAtNanos;
    private long arrived;

    private BodyStream(InputStream body, long announced, long mostBytes, Duration patience) {
        this.body = body;
        this.announced = announced;
        this.mostBytes = mostBytes;
        this.endsAtNanos = System.nanoTime() + patience.toNanos();
    }

    static BodyStream of(HttpServletRequest request, long mostBytes, Duration patience) {
        try {
            BodyStream stream = new BodyStream(request.getInputStream(), request.getContentLengthLong(), mostBytes, patience);
            stream.check(stream.announced);
            return stream;
        } catch (IOException e) {
            throw cut();
        }
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        int count;
        try {
            count = body.read(into, offset, length);
        } catch (SocketTimeoutException e) {
            throw late();
        } catch (IOException e) {
            throw cut();
        }
        if (count < 0 && announced >= 0 && arrived < announced) {
            throw cut();
        }
        arrived += Math.max(0, count);
        check(arrived);
        if (System.nanoTime() - endsAtNanos > 0) {
            throw late();
        }
        return count;
    }

    private void check(long bytes) {
        if (bytes > mostBytes) {
            throw ApiException.of(
                    ErrorCode.PAYLOAD_TOO_LARGE, "This body has at most " + mostBytes / 1_000_000 + " MB. Send it in several parts.");
        }
    }

    private static ApiException late() {
        return ApiException.of(ErrorCode.REQUEST_TIMEOUT, "The body did not arrive in time.");
    }

    private static ApiException cut() {
        return ApiException.of(ErrorCode.MALFORMED_REQUEST, "The body ended before it was complete.");
    }
}
