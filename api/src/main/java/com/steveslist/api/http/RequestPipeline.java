package com.steveslist.api.http;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.error.Errors;
import com.steveslist.api.error.ProblemWriter;
import com.steveslist.api.limits.RateLimits;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Enumeration;
import org.apache.coyote.CloseNowException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Around everything: gives a request its id, bounds how many run at once, turns whatever escapes into an answer, and writes one line
 * a request to the log, without parameters, credentials or bodies.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RequestPipeline implements Filter {

    /** Lines at info level; the access log of a busy node is switched off by this name. */
    private static final Logger LOG = LoggerFactory.getLogger("steveslist.requests");

    private static final int AT_ONCE = 2_048;
    private static final int LONGEST_ADDRESS = 12_000;
    private static final int LONGEST_HEADERS = 16_000;

    private final RunningRequests running = new RunningRequests(AT_ONCE);
    private final RateLimits limits;
    private final RequestTimers timers;
    private final LoggedPaths paths;

    RequestPipeline(RateLimits limits, RequestTimers timers, LoggedPaths paths) {
        this.limits = limits;
        this.timers = timers;
        this.paths = paths;
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        HttpServletResponse response = (HttpServletResponse) servletResponse;
        long begin = System.nanoTime();
        String id = RequestIds.of(request);
        response.setHeader(RequestIds.HEADER, id);
        response.setHeader("Cache-Control", "no-store");
        Vary.begin(response);
        MDC.put("request_id", id);
        MDC.put("correlation_id", id);
        try {
            bounded(request, response, chain);
        } finally {
            long nanos = System.nanoTime() - begin;
            timers.took(request, response, nanos);
            log(request, response, nanos / 1_000);
            MDC.clear();
        }
    }

    private void bounded(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws IOException {
        try {
            requireReasonableSize(request);
            running.run(request, () -> chain.doFilter(request, response));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(request, response, ApiException.of(ErrorCode.UNAVAILABLE, "This node is stopping. Try again."));
        } catch (Exception | StackOverflowError e) {
            fail(request, response, e);
        }
    }

    private static void requireReasonableSize(HttpServletRequest request) {
        String query = request.getQueryString();
        if (request.getRequestURI().length() + (query == null ? 0 : query.length()) > LONGEST_ADDRESS) {
            throw ApiException.of(ErrorCode.URI_TOO_LONG, "An address has at most " + LONGEST_ADDRESS + " characters.");
        }
        int length = 0;
        for (Enumeration<String> names = request.getHeaderNames(); names.hasMoreElements();) {
            String name = names.nextElement();
            for (Enumeration<String> values = request.getHeaders(name); values.hasMoreElements();) {
                length += name.length() + values.nextElement().length();
            }
        }
        if (length > LONGEST_HEADERS) {
            throw ApiException.of(ErrorCode.HEADERS_TOO_LARGE, "All headers together have at most " + LONGEST_HEADERS + " characters.");
        }
    }

    private void fail(HttpServletRequest request, HttpServletResponse response, Throwable thrown) throws IOException {
        Throwable cause = thrown instanceof ServletException wrapper && wrapper.getCause() != null ? wrapper.getCause() : thrown;
        if (cause instanceof CloseNowException broken) {
            throw broken;
        }
        if (response.isCommitted()) {
            LOG.debug("the client went away during the answer", cause);
            return;
        }
        limits.show(request, response);
        ProblemWriter.write(request, response, Errors.of(cause));
    }

    private void log(HttpServletRequest request, HttpServletResponse response, long micros) {
        if (LOG.isInfoEnabled()) {
            LOG.atInfo()
                    .addKeyValue("method", request.getMethod())
                    .addKeyValue("path", paths.of(request.getRequestURI()))
                    .addKeyValue("status", response.getStatus())
                    .addKeyValue("micros", micros)
                    .log("request");
        }
    }
}
