package com.steveslist.api.http;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Paths as they may be logged. What is no word of our routes and no id of ours is left out: somebody may have put a name, an address or a
 * secret there by mistake.
 */
@Component
final class LoggedPaths {

    private static final Pattern ID = Pattern.compile("[a-z]{2,8}_[0-9a-z]{26}");

    /** Of the routes that no controller has. */
    private static final List<String> MORE = List.of(
            "oauth2", "authorize", "token", "revoke", "introspect", "jwks", ".well-known", "oauth-authorization-server",
            "openid-configuration", "consent", "sign-in", "graphql", "graphiql", "health", "live", "ready", "metrics");

    private final Supplier<Set<String>> words;

    /** @param routes known once the application is up */
    LoggedPaths(@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> routes) {
        this.words = SingletonSupplier.of(() -> words(routes.getObject()));
    }

    String of(String path) {
        return Arrays.stream(path.split("/", -1))
                .map(segment -> segment.isEmpty() || words.get().contains(segment) || ID.matcher(segment).matches() ? segment : "…")
                .collect(Collectors.joining("/"));
    }

    private static Set<String> words(RequestMappingHandlerMapping routes) {
        Set<String> words = new HashSet<>(MORE);
        routes.getHandlerMethods().keySet().forEach(
                route -> route.getPatternValues().forEach(pattern -> words.addAll(List.of(pattern.split("/")))));
        return words;
    }
}
