package com.steveslist.api.openapi;

import com.steveslist.api.http.FixedContent;
import com.steveslist.api.http.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Supplier;
import org.springframework.stereotype.Controller;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /openapi.json} and the same as YAML. */
@Controller
final class OpenApiController {

    private final Supplier<FixedContent> compact;
    private final Supplier<FixedContent> indented;
    private final Supplier<FixedContent> yaml;

    OpenApiController(OpenApi openApi) {
        this.compact = SingletonSupplier.of(() -> FixedContent.of("application/json", openApi.json(false)));
        this.indented = SingletonSupplier.of(() -> FixedContent.of("application/json", openApi.json(true)));
        this.yaml = SingletonSupplier.of(() -> FixedContent.of("application/yaml", openApi.yaml()));
    }

    @GetMapping("/openapi.json")
    void json(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.addHeader("Vary", "Accept");
        (Json.isIndented(request) ? indented : compact).get().send(request, response);
    }

    @GetMapping("/openapi.yaml")
    void yaml(HttpServletRequest request, HttpServletResponse response) throws IOException {
        yaml.get().send(request, response);
    }
}
