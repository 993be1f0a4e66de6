package com.steveslist.api.erasure;

import com.steveslist.api.graphql.RestFields;
import graphql.schema.idl.RuntimeWiring;
import java.util.Map;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** Erasing oneself or, as staff, somebody else in GraphQL, and the certificates that are left. */
@Component
final class ErasureGraph implements RuntimeWiringConfigurer {

    private final RestFields rest;

    ErasureGraph(RestFields rest) {
        this.rest = rest;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", type -> type
                .dataFetcher("erasureCertificate", field -> rest.readOne(field, "GET /v1/accounts/{id}/erasure-certificate", Map.of())))
                .type("Mutation", type -> type
                        .dataFetcher("eraseAccount", rest.mutation("DELETE /v1/accounts/me", "erasure"))
                        .dataFetcher("eraseSomebody", rest.mutation("POST /v1/accounts/{id}/erasure", "erasure")));
    }
}
