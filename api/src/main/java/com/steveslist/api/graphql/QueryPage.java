package com.steveslist.api.graphql;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /graphiql}: a page to try queries on, where {@code steveslist.graphiql} says so. It is one file and loads nothing from elsewhere. */
@Controller
@ConditionalOnBooleanProperty("steveslist.graphiql")
final class QueryPage {

    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; frame-ancestors 'none'";

    @GetMapping("/graphiql")
    void page(HttpServletResponse response) throws IOException {
        byte[] page = new ClassPathResource("docs/graphiql.html").getContentAsByteArray();
        response.setContentType("text/html; charset=utf-8");
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("Content-Security-Policy", POLICY);
        response.setContentLength(page.length);
        response.getOutputStream().write(page);
    }
}
