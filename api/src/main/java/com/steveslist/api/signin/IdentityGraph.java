package com.steveslist.api.signin;

import com.steveslist.api.graphql.RestFields;
import graphql.schema.idl.RuntimeWiring;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** With whom people can sign in, in GraphQL. The trip there and back is a browser's. */
@Component
final class IdentityGraph implements RuntimeWiringConfigurer {

    private static final String IDENTITIES = "/v1/accounts/me/identities";

    private final RestFields rest;

    IdentityGraph(RestFields rest) {
        this.rest = rest;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", type -> type
                .dataFetcher("signInProviders", field -> rest.read(field, "GET /v1/sign-in"))
                .dataFetcher("identities", field -> rest.read(field, "GET " + IDENTITIES, "limit=100")))
                .type("Mutation", type -> type
                        .dataFetcher("linkIdentity", rest.mutation("POST " + IDENTITIES + "/{id}", "link"))
                        .dataFetcher("removeIdentity", rest.mutation("DELETE " + IDENTITIES + "/{id}", "identity")));
    }
}
