package com.steveslist.api.audit;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.graphql.Arguments;
import com.steveslist.api.graphql.Asking;
import com.steveslist.api.graphql.RestFields;
import com.steveslist.api.paging.Connection;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** The history in GraphQL: REST's calls, with their rights and their traces. */
@Component
final class AuditGraph implements RuntimeWiringConfigurer {

    /** By how an id begins, who answers why. */
    private static final Map<String, String> WHY = Map.of(
            "lst", "/v1/listings/{id}/why", "ord", "/v1/orders/{id}/why", "chk", "/v1/checkouts/{id}/why", "pay",
            "/v1/payments/{id}/why", "ref", "/v1/refunds/{id}/why");

    private final RestFields rest;

    AuditGraph(RestFields rest) {
        this.rest = rest;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", type -> type
                .dataFetcher("auditEvents", this::events)
                .dataFetcher("auditStream", this::stream)
                .dataFetcher("request", field -> rest.readOne(field, "GET /v1/requests/{id}", given(field, "personal")))
                .dataFetcher("why", this::why)
                .dataFetcher("accessLog", field -> rest.list(
                        field, "/v1/accounts/me/access-log", AccessResource.class, look -> Long.toString(look.position()))));
    }

    private Connection<PastEventResource> events(DataFetchingEnvironment field) {
        return rest.list(
                field,
                "/v1/audit/events",
                Arguments.filter(field.getArguments()),
                PastEventResource.class,
                event -> Long.toString(event.position()));
    }

    private Connection<ChangedEventResource> stream(DataFetchingEnvironment field) {
        return rest.list(
                field,
                "/v1/audit/streams/{id}",
                given(field, "personal"),
                ChangedEventResource.class,
                changed -> Long.toString(changed.event().position()));
    }

    private @Nullable Object why(DataFetchingEnvironment field) {
        String id = Arguments.id(field);
        Map<String, List<String>> asked = given(field, "field");
        String asOf = field.getArgument("asOf");
        if (asOf != null) {
            asked.put("as_of", List.of(asOf));
        }
        String path = id.equals(Asking.of(field).account().value())
                ? "/v1/accounts/me/why"
                : WHY.get(id.substring(0, Math.max(0, id.indexOf('_'))));
        if (path == null) {
            throw ApiException.notFound("There is no such thing.");
        }
        return rest.readOne(field, "GET " + path, asked);
    }

    private static Map<String, List<String>> given(DataFetchingEnvironment field, String name) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        String value = field.getArgument(name);
        if (value != null) {
            parameters.put(name, List.of(value));
        }
        return parameters;
    }
}
