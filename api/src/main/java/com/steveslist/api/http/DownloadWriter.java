package com.steveslist.api.http;

import com.steveslist.api.consistency.ConsistencyTokens;
import com.steveslist.api.security.Identity;
import com.steveslist.events.log.LogPosition;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.coyote.CloseNowException;
import org.springframework.stereotype.Component;

/** Puts a {@link Download} on the wire, without ever holding more than a buffer of it. */
@Component
final class DownloadWriter {

    private static final int BUFFER = 64 * 1024;

    private final ConsistencyTokens tokens;

    DownloadWriter(ConsistencyTokens tokens) {
        this.tokens = tokens;
    }

    void write(Download download, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Begun begun = new Begun(download, request, response);
        try {
            download.content().write(begun);
            begun.end();
        } catch (HeadersOnly e) {
            // HEAD wants nothing more
        } catch (IOException | RuntimeException e) {
            if (response.isCommitted()) {
                // A client that is still there must not take what it has for the whole.
                throw new CloseNowException("a file was broken off", e);
            }
            begun.undo();
            throw e;
        }
    }

    private final class Begun implements Download.Start {

        private final Download download;
        private final HttpServletRequest request;
        private final HttpServletResponse response;
        private OutputStream out = OutputStream.nullOutputStream();

        Begun(Download download, HttpServletRequest request, HttpServletResponse response) {
            this.download = download;
            this.request = request;
            this.response = response;
        }

        @Override
        public OutputStream at(LogPosition at) throws IOException {
            boolean packed = download.packable() && Negotiation.acceptsGzip(request.getHeader("Accept-Encoding"));
            response.setContentType(download.mediaType());
            response.setHeader("Content-Disposition", "attachment; filename=\"" + download.fileName() + "\"");
            response.setHeader("Cache-Control", "private, no-cache");
            response.addHeader("Vary", "Accept, Accept-Encoding, Authorization, " + Identity.KEY_HEADER + ", Cookie");
            response.setHeader(ConsistencyTokens.HEADER, tokens.encode(Call.of(request).covering(at)));
            if (packed) {
                response.setHeader("Content-Encoding", "gzip");
            }
            if (request.getMethod().equals("HEAD")) {
                throw new HeadersOnly();
            }
            OutputStream plain = new BufferedOutputStream(response.getOutputStream(), BUFFER);
            out = packed ? new GZIPOutputStream(plain, BUFFER) : plain;
            return out;
        }

        void end() throws IOException {
            out.close();
        }

        /** An error is no file. */
        void undo() {
            response.setHeader("Content-Disposition", null);
            response.setHeader("Content-Encoding", null);
            response.setHeader(ConsistencyTokens.HEADER, null);
        }
    }

    private static final class HeadersOnly extends IOException {
        private static final long serialVersionUID = 1;
    }
}
