package com.steveslist.api.session;

import com.steveslist.api.graphql.RestFields;
import graphql.schema.idl.RuntimeWiring;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** Sessions in GraphQL. */
@Component
final class SessionGraph implements RuntimeWiringConfigurer {

    private final RestFields rest;

    SessionGraph(RestFields rest) {
        this.rest = rest;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", type -> type
                .dataFetcher("sessions", field -> rest.list(field, "/v1/sessions", SessionResource.class, SessionResource::id)))
                .type("Mutation", type -> type
                        .dataFetcher("signIn", rest.mutation("POST /v1/sessions", "session"))
                        .dataFetcher("signOut", rest.mutation("DELETE /v1/sessions/current", "session"))
                        .dataFetcher("endSession", rest.mutation("DELETE /v1/sessions/{id}", "session"))
                        .dataFetcher("endOtherSessions", rest.mutation("DELETE /v1/sessions", "session")));
    }
}
