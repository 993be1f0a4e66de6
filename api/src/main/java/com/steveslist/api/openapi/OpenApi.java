package com.steveslist.api.openapi;

import com.steveslist.api.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import tools.jackson.databind.node.ObjectNode;

/** The document that this server answers by; made of the fragments when somebody first asks. */
@Component
public final class OpenApi {

    private final Supplier<ApiDocument> document = SingletonSupplier.of(OpenApi::make);

    private static ApiDocument make() {
        ObjectNode merged = Fragments.merged();
        Expansion.complete(merged);
        return ApiDocument.of(merged);
    }

    public ApiDocument document() {
        return document.get();
    }

    byte[] json(boolean indented) {
        return Json.write(document().tree(), indented);
    }

    byte[] yaml() {
        return Yamls.write(document().tree()).getBytes(StandardCharsets.UTF_8);
    }
}
