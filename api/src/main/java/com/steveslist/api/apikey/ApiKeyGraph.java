package com.steveslist.api.apikey;

import com.steveslist.api.graphql.NodeSource;
import com.steveslist.api.graphql.RestFields;
import com.steveslist.events.account.ApiKeyId;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** API keys in GraphQL. */
@Component
final class ApiKeyGraph implements RuntimeWiringConfigurer, NodeSource {

    private final RestFields rest;

    ApiKeyGraph(RestFields rest) {
        this.rest = rest;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", type -> type
                .dataFetcher("apiKey", this::find)
                .dataFetcher("apiKeys", this::list))
                .type("Mutation", type -> type
                        .dataFetcher("createApiKey", rest.mutation("POST /v1/api-keys", "apiKey"))
                        .dataFetcher("rotateApiKey", rest.mutation("POST /v1/api-keys/{id}/rotate", "apiKey"))
                        .dataFetcher("revokeApiKey", rest.mutation("DELETE /v1/api-keys/{id}", "apiKey")));
    }

    private @Nullable Object list(DataFetchingEnvironment field) {
        String prefix = field.getArgument("prefix");
        String query = prefix == null ? "" : "&prefix=" + URLEncoder.encode(prefix, StandardCharsets.UTF_8);
        return rest.read(field, "GET /v1/api-keys", "limit=100" + query);
    }

    @Override
    public String prefix() {
        return ApiKeyId.PREFIX;
    }

    @Override
    public CompletableFuture<@Nullable Object> node(DataFetchingEnvironment field, String id) {
        return rest.node(field, "GET /v1/api-keys/{id}", id);
    }
}
