package com.steveslist.api.twofactor;

import com.steveslist.api.graphql.RestFields;
import graphql.schema.idl.RuntimeWiring;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** The second factor in GraphQL. */
@Component
final class TwoFactorGraph implements RuntimeWiringConfigurer {

    private static final String PATH = "/v1/accounts/me/two-factor";

    private final RestFields rest;

    TwoFactorGraph(RestFields rest) {
        this.rest = rest;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", type -> type.dataFetcher("twoFactor", field -> rest.read(field, "GET " + PATH)))
                .type("Mutation", type -> type
                        .dataFetcher("beginTwoFactor", rest.mutation("POST " + PATH, "twoFactorSecret"))
                        .dataFetcher("confirmTwoFactor", rest.mutation("POST " + PATH + "/confirm", "confirmation"))
                        .dataFetcher("renewRecoveryCodes", rest.mutation("POST " + PATH + "/recovery-codes", "confirmation"))
                        .dataFetcher("endTwoFactor", rest.mutation("DELETE " + PATH, "twoFactor")));
    }
}
