package com.steveslist.api.http;

import com.steveslist.events.id.Ids;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;

/** The id that a request has in answers, logs and events: the client's own {@code X-Request-Id}, or one of ours. */
public final class RequestIds {

    public static final String HEADER = "X-Request-Id";

    private static final String ATTRIBUTE = RequestIds.class.getName();
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._:/+=-]{1,128}");

    private RequestIds() {}

    /** The same however often it is asked. A client's id that could upset a log is replaced, not refused. */
    public static String of(ServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String known) {
            return known;
        }
        String given = request instanceof HttpServletRequest http ? http.getHeader(HEADER) : null;
        String id = given != null && ALLOWED.matcher(given).matches() ? given : Ids.next("req");
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }
}
