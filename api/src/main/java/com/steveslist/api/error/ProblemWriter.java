package com.steveslist.api.error;

import com.steveslist.api.http.Payload;
import com.steveslist.api.http.RequestIds;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Writes an error, whatever had been begun before it. */
public final class ProblemWriter {

    private ProblemWriter() {}

    /** Does nothing when the answer is on its way already. */
    public static void write(HttpServletRequest request, HttpServletResponse response, ApiException e) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        String requestId = RequestIds.of(request);
        Problem problem = Problem.of(e, request.getRequestURI(), requestId);
        response.setStatus(problem.status());
        response.setHeader("Cache-Control", "no-store");
        response.setHeader(RequestIds.HEADER, requestId);
        e.headers().forEach(response::setHeader);
        if (e.code().retryable() && !e.headers().containsKey("Retry-After")) {
            response.setHeader("Retry-After", "1");
        }
        if (problem.status() == HttpServletResponse.SC_UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"steveslist\"");
        }
        Payload.problem(problem, request, response);
        response.flushBuffer();
    }
}
