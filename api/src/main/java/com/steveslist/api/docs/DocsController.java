package com.steveslist.api.docs;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.FixedContent;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /docs}. */
@Controller
final class DocsController {

    private final Site site;

    DocsController(Site site) {
        this.site = site;
    }

    @GetMapping({"/docs", "/docs/{page}", "/docs/reference/{feature}"})
    void page(HttpServletRequest request, HttpServletResponse response) throws IOException {
        FixedContent page = site.page(request.getRequestURI())
                .orElseThrow(() -> ApiException.notFound("There is no such page. The first one is /docs."));
        response.setHeader("Content-Security-Policy", Layout.CONTENT_SECURITY_POLICY);
        page.send(request, response);
    }

    /** For who only knows where the server is. */
    @GetMapping({"/", "/docs/"})
    void first(HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_FOUND);
        response.setHeader("Location", "/docs");
        response.setHeader("Cache-Control", "public, max-age=300");
    }

    /** Its links are absolute, as readers of feeds want them, so it depends on how this server is called. */
    @GetMapping("/docs/changelog.atom")
    void feed(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] feed = Changelog.atom(Call.of(request).origin()).getBytes(StandardCharsets.UTF_8);
        response.addHeader("Vary", "Host");
        FixedContent.of("application/atom+xml", feed).send(request, response);
    }
}
