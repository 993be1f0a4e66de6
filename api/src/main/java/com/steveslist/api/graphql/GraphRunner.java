package com.steveslist.api.graphql;

import com.steveslist.api.consistency.ConsistencyTokens;
import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.error.Errors;
import com.steveslist.events.log.LogPosition;
import graphql.ExecutionResult;
import graphql.parser.ParserOptions;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.support.DefaultExecutionGraphQlRequest;
import org.springframework.stereotype.Component;

/** Runs GraphQL requests, whatever door they come through. */
@Component
final class GraphRunner {

    private final Graph graph;
    private final PersistedQueries persisted;
    private final ConsistencyTokens tokens;
    private final ViewReads reads;

    GraphRunner(Graph graph, PersistedQueries persisted, ConsistencyTokens tokens, ViewReads reads) {
        this.graph = graph;
        this.persisted = persisted;
        this.tokens = tokens;
        this.reads = reads;
    }

    /** The place that a client wants to see; null for none. Throws {@code invalid_consistency_token}. */
    @Nullable
    LogPosition place(@Nullable String token) {
        if (token == null) {
            return null;
        }
        LogPosition place = tokens.decode(token);
        if (!reads.isReached(place)) {
            throw ApiException.of(ErrorCode.INVALID_CONSISTENCY_TOKEN, "This token names a place that the log has not reached.");
        }
        return place;
    }

    /** Runs a request to its end, on the caller's thread. Never throws. */
    GraphResult run(GraphRequest request, Asking asking) {
        try {
            return render(execute(request, asking), asking);
        } catch (RuntimeException e) {
            return GraphResult.of(Errors.of(GraphErrors.cause(e)), asking.requestId());
        }
    }

    /** A result or, of a subscription, a publisher of results as its data. Throws what is wrong with the request as a whole. */
    ExecutionResult execute(GraphRequest request, Asking asking) {
        String hash = request.persisted();
        Optional<String> query = hash == null ? Optional.ofNullable(request.query()) : persisted.resolve(hash, request.query());
        DefaultExecutionGraphQlRequest execution = new DefaultExecutionGraphQlRequest(
                query.orElseThrow(PersistedQueries::notFound),
                request.operationName(),
                request.variables(),
                null,
                asking.requestId(),
                Locale.ENGLISH);
        execution.configureExecutionInput((input, builder) -> builder
                .graphQLContext(context -> context.of(Asking.class, asking, ParserOptions.class, Graph.READING))
                .build());
        return Objects.requireNonNull(graph.service().execute(execution).block()).getExecutionResult();
    }

    GraphResult render(ExecutionResult result, Asking asking) {
        LogPosition seen = asking.notBefore();
        LogPosition shown = seen != null && seen.compareTo(asking.shown()) > 0 ? seen : asking.shown();
        return GraphResult.of(result, asking, tokens.encode(shown));
    }
}
