package com.steveslist.api.error;

import jakarta.servlet.RequestDispatcher;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** Takes the place of Tomcat's HTML error page, for what it rejects before our filters see it and for what escapes them. */
public final class ProblemValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            ProblemWriter.write(request, response, throwable != null ? Errors.of(throwable) : ofStatus(request, status));
        } catch (IOException | IllegalStateException e) {
            container.getLogger().debug("the client is gone", e);
        }
    }

    private static ApiException ofStatus(Request request, int status) {
        Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        if (thrown instanceof Throwable cause) {
            return Errors.of(cause);
        }
        ErrorCode code = ErrorCode.ofStatus(status);
        return ApiException.of(code, switch (code) {
            case MALFORMED_REQUEST -> "The request line, a header or the address is not valid HTTP.";
            case METHOD_NOT_ALLOWED -> "This method is not possible here.";
            case NOT_FOUND -> "There is nothing at this address.";
            default -> code.title() + ".";
        });
    }
}
