package com.steveslist.api.password;

import com.steveslist.api.graphql.RestFields;
import graphql.schema.idl.RuntimeWiring;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** Passwords in GraphQL. */
@Component
final class PasswordGraph implements RuntimeWiringConfigurer {

    private final RestFields rest;

    PasswordGraph(RestFields rest) {
        this.rest = rest;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Mutation", type -> type
                .dataFetcher("changePassword", rest.mutation("PUT /v1/accounts/me/password", "password"))
                .dataFetcher("askForPasswordReset", rest.mutation("POST /v1/password-resets", "asked"))
                .dataFetcher("confirmPasswordReset", rest.mutation("POST /v1/password-resets/confirm", "password")));
    }
}
