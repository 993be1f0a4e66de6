package com.steveslist.api.docs;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Two pages: every route, and every error code (an error's {@code type} leads to its code there). */
@Controller
final class DocsController {

    private final ObjectProvider<RequestMappingHandlerMapping> routes;
    private @Nullable String index;
    private @Nullable String errors;

    DocsController(@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> routes) {
        this.routes = routes;
    }

    @GetMapping("/docs")
    void index(HttpServletResponse response) throws IOException {
        if (index == null) {
            index = page("index.html", rows(routes.getObject()));
        }
        send(response, index);
    }

    @GetMapping("/docs/errors")
    void errors(HttpServletResponse response) throws IOException {
        if (errors == null) {
            errors = page("errors.html", Arrays.stream(ErrorCode.values()).map(DocsController::row).collect(Collectors.joining()));
        }
        send(response, errors);
    }

    private static String rows(RequestMappingHandlerMapping routes) {
        List<Route> all = Route.of(routes);
        if (all.isEmpty()) {
            throw ApiException.of(ErrorCode.NOT_READY, "The routes are not known yet. Try again in a moment.");
        }
        return all.stream().map(Route::row).collect(Collectors.joining());
    }

    private static String row(ErrorCode code) {
        return "<tr id=\"%1$s\"><td><a href=\"#%1$s\"><code>%1$s</code></a></td><td>%2$d</td><td>%3$s</td><td>%4$s</td></tr>%n"
                .formatted(code.code(), code.status(), code.title(), code.retryable() ? "yes" : "");
    }

    /** Rows are made of names of this code, never of what a client sends. */
    private static String page(String name, String rows) throws IOException {
        try (InputStream file = Objects.requireNonNull(DocsController.class.getResourceAsStream("/docs/" + name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).replace("{rows}", rows);
        }
    }

    private static void send(HttpServletResponse response, String page) throws IOException {
        byte[] body = page.getBytes(StandardCharsets.UTF_8);
        response.setContentType("text/html; charset=utf-8");
        response.setHeader("Cache-Control", "public, max-age=300");
        response.setHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
