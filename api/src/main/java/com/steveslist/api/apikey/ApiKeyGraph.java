package com.steveslist.api.apikey;

import com.steveslist.api.graphql.RestFields;
import graphql.schema.idl.RuntimeWiring;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** API keys in GraphQL. */
@Component
final class ApiKeyGraph implements RuntimeWiringConfigurer {

    private final RestFields rest;

    ApiKeyGraph(RestFields rest) {
        this.rest = rest;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", type -> type.dataFetcher("apiKeys", field -> rest.read(field, "GET /v1/api-keys", "limit=100")))
                .type("Mutation", type -> type
                        .dataFetcher("createApiKey", rest.mutation("POST /v1/api-keys", "apiKey"))
                        .dataFetcher("revokeApiKey", rest.mutation("DELETE /v1/api-keys/{id}", "apiKey")));
    }
}
