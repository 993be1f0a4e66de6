package com.steveslist.api.story;

import com.steveslist.api.graphql.RestFields;
import com.steveslist.api.http.Json;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** Dossiers in GraphQL: REST's call, as the JSON that it answers with. */
@Component
final class DossierGraph implements RuntimeWiringConfigurer {

    private final RestFields rest;

    DossierGraph(RestFields rest) {
        this.rest = rest;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", type -> type.dataFetcher("orderDossier", this::dossier));
    }

    private Object dossier(DataFetchingEnvironment field) {
        Long head = field.getArgument("head");
        Map<String, List<String>> asked = head == null ? Map.of() : Map.of("head", List.of(head.toString()));
        return Json.tree(Objects.requireNonNull(rest.readOne(field, "GET /v1/orders/{id}/dossier", asked)));
    }
}
