package com.steveslist.api.http;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Says in headers that a call is retiring. */
final class Retirement {

    private Retirement() {}

    static void announce(Retiring retiring, HttpServletResponse response) {
        response.setHeader("Deprecation", deprecation(retiring));
        response.addHeader("Link", "<" + retiring.see() + ">; rel=\"deprecation\"; type=\"text/html\"");
        if (!retiring.until().isEmpty()) {
            response.setHeader("Sunset", sunset(retiring));
        }
    }

    /** A date of structured fields (RFC 9651): seconds since 1970. */
    static String deprecation(Retiring retiring) {
        return "@" + midnight(retiring.since()).getEpochSecond();
    }

    /** An HTTP date. */
    static String sunset(Retiring retiring) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(midnight(retiring.until()).atOffset(ZoneOffset.UTC));
    }

    private static Instant midnight(String day) {
        return LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
