package com.steveslist.api.error;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.BiConsumer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.CloseNowException;
import org.jspecify.annotations.Nullable;

/** Takes the place of Tomcat's HTML error page, for what it rejects before our filters see it and for what escapes them. */
public final class ProblemValve extends ErrorReportValve {

    private final BiConsumer<HttpServletRequest, HttpServletResponse> limits;

    /** @param limits puts into an answer what its client has left */
    public ProblemValve(BiConsumer<HttpServletRequest, HttpServletResponse> limits) {
        this.limits = limits;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        int status = response.getStatus();
        boolean nobodyListens = throwable instanceof CloseNowException;
        if (nobodyListens || status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            limits.accept(request, response);
            if (!response.containsHeader("Vary")) {
                response.setHeader("Vary", "Accept, Accept-Encoding");
            }
            ProblemWriter.write(request, response, problem(request, status, throwable));
        } catch (IOException | IllegalStateException e) {
            container.getLogger().debug("the client is gone", e);
        }
    }

    /** Tomcat throws for a client's mistakes too, and then the status tells that it was one. */
    private static ApiException problem(Request request, int status, @Nullable Throwable throwable) {
        Object thrown = throwable != null ? throwable : request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        return status >= 500 && thrown instanceof Throwable cause ? Errors.of(cause) : ofStatus(status);
    }

    private static ApiException ofStatus(int status) {
        ErrorCode code = ErrorCode.ofStatus(status);
        return ApiException.of(code, switch (code) {
            case MALFORMED_REQUEST -> "The request line, the address, a header or the body is not valid HTTP, or is too long.";
            case METHOD_NOT_ALLOWED -> "This method is not possible here.";
            case NOT_FOUND -> "There is nothing at this address.";
            default -> code.title() + ".";
        });
    }
}
