package com.steveslist.api.oauth;

import com.steveslist.api.graphql.NodeSource;
import com.steveslist.api.graphql.RestFields;
import com.steveslist.api.oauth.AuthorizationController.AuthorizationResource;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** Programs of others, and what they may do, in GraphQL. */
@Component
final class OAuthGraph implements RuntimeWiringConfigurer, NodeSource {

    private static final String AUTHORIZATIONS = "/v1/accounts/me/authorizations";

    private final RestFields rest;

    OAuthGraph(RestFields rest) {
        this.rest = rest;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", type -> type
                .dataFetcher("oauthClients", field -> rest.read(field, "GET /v1/oauth-clients", "limit=100"))
                .dataFetcher("oauthClient", this::find)
                .dataFetcher("authorizations", field -> rest.list(
                        field, AUTHORIZATIONS, AuthorizationResource.class, AuthorizationResource::id)))
                .type("Mutation", type -> type
                        .dataFetcher("createOAuthClient", rest.mutation("POST /v1/oauth-clients", "oauthClient"))
                        .dataFetcher("changeOAuthClient", rest.mutation("PATCH /v1/oauth-clients/{id}", "oauthClient"))
                        .dataFetcher("deleteOAuthClient", rest.mutation("DELETE /v1/oauth-clients/{id}", "oauthClient"))
                        .dataFetcher("revokeAuthorization", rest.mutation("DELETE " + AUTHORIZATIONS + "/{id}", "authorization")));
    }

    @Override
    public String prefix() {
        return OAuthClients.PREFIX;
    }

    @Override
    public CompletableFuture<@Nullable Object> node(DataFetchingEnvironment field, String id) {
        return rest.node(field, "GET /v1/oauth-clients/{id}", id);
    }
}
