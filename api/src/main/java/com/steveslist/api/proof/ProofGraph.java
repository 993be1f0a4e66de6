package com.steveslist.api.proof;

import com.steveslist.api.graphql.RestFields;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** Proofs in GraphQL: REST's calls, with their rights. */
@Component
final class ProofGraph implements RuntimeWiringConfigurer {

    private final RestFields rest;

    ProofGraph(RestFields rest) {
        this.rest = rest;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", type -> type
                .dataFetcher("auditHeads", field -> rest.list(
                        field, "/v1/audit/heads", given(field, "fresh"), HeadResource.class, HeadResource::id))
                .dataFetcher("auditKeys", field -> rest.read(field, "GET /v1/audit/keys"))
                .dataFetcher("auditEpochs", field -> rest.read(field, "GET /v1/audit/epochs"))
                .dataFetcher("auditInclusion", field -> rest.readOne(
                        field, "GET /v1/audit/inclusion", given(field, "position", "size")))
                .dataFetcher("auditConsistency", field -> rest.readOne(
                        field, "GET /v1/audit/consistency", given(field, "from", "to"))));
    }

    private static Map<String, List<String>> given(DataFetchingEnvironment field, String... names) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String name : names) {
            Object value = field.getArgument(name);
            if (value != null) {
                parameters.put(name, List.of(value.toString()));
            }
        }
        return parameters;
    }
}
