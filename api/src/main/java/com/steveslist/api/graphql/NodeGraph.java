package com.steveslist.api.graphql;

import com.steveslist.api.error.ApiException;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** {@code node(id)}: an id says by its prefix what it names. */
@Component
final class NodeGraph implements RuntimeWiringConfigurer {

    private final Map<String, NodeSource> sources;

    NodeGraph(List<NodeSource> sources) {
        this.sources = sources.stream().collect(Collectors.toUnmodifiableMap(NodeSource::prefix, Function.identity()));
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", type -> type.dataFetcher("node", this::node));
    }

    private CompletableFuture<Object> node(DataFetchingEnvironment field) {
        String id = Arguments.id(field);
        NodeSource source = sources.get(id.substring(0, Math.max(0, id.indexOf('_'))));
        if (source == null) {
            throw ApiException.notFound("There is no such thing.");
        }
        return source.find(field);
    }
}
