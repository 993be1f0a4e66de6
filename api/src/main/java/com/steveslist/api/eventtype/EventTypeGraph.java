package com.steveslist.api.eventtype;

import com.steveslist.api.graphql.RestFields;
import graphql.schema.idl.RuntimeWiring;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** The catalogue of events in GraphQL. */
@Component
final class EventTypeGraph implements RuntimeWiringConfigurer {

    private final RestFields rest;

    EventTypeGraph(RestFields rest) {
        this.rest = rest;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", type -> type.dataFetcher("eventTypes", field -> rest.read(field, "GET /v1/event-types", null)));
    }
}
