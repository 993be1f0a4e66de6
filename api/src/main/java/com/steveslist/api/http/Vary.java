package com.steveslist.api.http;

import com.steveslist.api.consistency.ConsistencyTokens;
import com.steveslist.api.security.Identity;
import jakarta.servlet.http.HttpServletResponse;

/** Tells caches by which headers of a request an answer may differ. */
final class Vary {

    private static final String FORM = "Accept, Accept-Encoding";
    /** And what the caller must see at least: an answer that was kept for one who did not care may be older. */
    private static final String CALLER =
            FORM + ", Authorization, " + Identity.KEY_HEADER + ", Cookie, " + ConsistencyTokens.HEADER;

    private Vary() {}

    /** What holds for every answer, unless something else is said. */
    static void begin(HttpServletResponse response) {
        response.setHeader("Vary", CALLER);
    }

    /** Everybody gets the same. */
    static void callerDoesNotMatter(HttpServletResponse response) {
        boolean originMatters = response.getHeaders("Vary").contains("Origin");
        response.setHeader("Vary", originMatters ? FORM + ", Origin" : FORM);
    }
}
