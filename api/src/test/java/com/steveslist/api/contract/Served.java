package com.steveslist.api.contract;

import com.steveslist.api.openapi.ApiDocument;
import com.steveslist.api.openapi.OpenApi;
import com.steveslist.api.testing.SharedApplication;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What the shared application answers to, and what it says that it does. */
public final class Served {

    private Served() {}

    /** A method at an address, and what answers it. */
    record Route(String method, String path, HandlerMethod handler) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    public static ApiDocument document() {
        return SharedApplication.context().getBean(OpenApi.class).document();
    }

    /** As {@code GET /v1/listings/{id}}. */
    public static Set<String> routes() {
        return all().stream().map(Route::toString).collect(Collectors.toSet());
    }

    static List<Route> all() {
        RequestMappingHandlerMapping mapping =
                SharedApplication.context().getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        return mapping.getHandlerMethods().entrySet().stream()
                .flatMap(entry -> entry.getKey().getPatternValues().stream()
                        .flatMap(path -> methods(entry.getKey().getMethodsCondition().getMethods())
                                .map(method -> new Route(method, path, entry.getValue()))))
                .toList();
    }

    private static Stream<String> methods(Set<?> methods) {
        return methods.isEmpty() ? Stream.of("ANY") : methods.stream().map(Object::toString);
    }
}
