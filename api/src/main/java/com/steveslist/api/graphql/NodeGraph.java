package com.steveslist.api.graphql;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.Errors;
import com.steveslist.api.error.FieldError;
import graphql.GraphQLError;
import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** {@code node(id)} and {@code nodes(ids)}: an id says by its prefix what it names. */
@Component
final class NodeGraph implements RuntimeWiringConfigurer {

    private static final int MOST = 100;

    private final Map<String, NodeSource> sources;

    NodeGraph(List<NodeSource> sources) {
        this.sources = sources.stream().collect(Collectors.toUnmodifiableMap(NodeSource::prefix, Function.identity()));
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", type -> type.dataFetcher("node", this::node).dataFetcher("nodes", this::nodes));
    }

    private @Nullable NodeSource source(String id) {
        return sources.get(id.substring(0, Math.max(0, id.indexOf('_'))));
    }

    private CompletableFuture<Object> node(DataFetchingEnvironment field) {
        NodeSource source = source(Arguments.id(field));
        if (source == null) {
            throw ApiException.notFound("There is no such thing.");
        }
        return source.find(field);
    }

    /** One of several; an error for what the caller lacks to ask for it, which is no reason to keep the others back. */
    private record One(@Nullable Object thing, @Nullable GraphQLError error) {}

    private CompletableFuture<DataFetcherResult<List<@Nullable Object>>> nodes(DataFetchingEnvironment field) {
        List<String> ids = Objects.requireNonNull(field.getArgument("ids"));
        if (ids.size() > MOST) {
            throw ApiException.invalid(new FieldError(
                    FieldError.In.QUERY, "/ids", "too_many", "ids must have at most " + MOST + " items."));
        }
        List<CompletableFuture<One>> all = IntStream.range(0, ids.size()).mapToObj(i -> one(field, ids.get(i), i)).toList();
        return CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0])).thenApply(done -> {
            List<One> found = all.stream().map(CompletableFuture::join).toList();
            return DataFetcherResult.<List<@Nullable Object>>newResult()
                    .data(found.stream().<@Nullable Object>map(One::thing).collect(Collectors.toList()))
                    .errors(found.stream().map(One::error).filter(Objects::nonNull).toList())
                    .build();
        });
    }

    private CompletableFuture<One> one(DataFetchingEnvironment field, String id, int index) {
        NodeSource source = source(id);
        if (source == null) {
            return CompletableFuture.completedFuture(new One(null, null));
        }
        try {
            return source.node(field, id).handle((thing, thrown) -> thrown == null
                    ? new One(thing, null)
                    : new One(null, error(field, index, thrown)));
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(new One(null, error(field, index, e)));
        }
    }

    private static GraphQLError error(DataFetchingEnvironment field, int index, Throwable thrown) {
        return GraphErrors.of(Errors.of(GraphErrors.cause(thrown)), field.getExecutionStepInfo().getPath().segment(index));
    }
}
