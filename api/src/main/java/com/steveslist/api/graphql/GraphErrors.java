package com.steveslist.api.graphql;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.error.Errors;
import graphql.ErrorType;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.ResultPath;
import graphql.introspection.GoodFaithIntrospection.BadFaithIntrospectionError;
import graphql.schema.DataFetchingEnvironment;
import graphql.validation.ValidationError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.DataFetcherExceptionResolver;
import org.springframework.graphql.execution.SubscriptionExceptionResolver;
import reactor.core.publisher.Mono;

/** Whatever goes wrong becomes an error with the code that REST has for it, and says nothing of this software's inside. */
final class GraphErrors implements DataFetcherExceptionResolver, SubscriptionExceptionResolver {

    private static final String CODE = "code";

    /** GraphQL's engine names the Java class of a value that it cannot take. */
    private static final Pattern CLASS_NAME = Pattern.compile(",? (but it )?was (an? )?'[A-Za-z0-9.$]*'");

    @Override
    public Mono<List<GraphQLError>> resolveException(Throwable thrown, DataFetchingEnvironment field) {
        ApiException e = Errors.of(cause(thrown));
        return Mono.just(List.of(GraphqlErrorBuilder.newError(field)
                .message("%s", e.detail())
                .extensions(extensions(e, pointer -> Inputs.pointerOf(pointer, field.getArguments())))
                .build()));
    }

    @Override
    public Mono<List<GraphQLError>> resolveException(Throwable thrown) {
        return Mono.just(List.of(of(Errors.of(cause(thrown)))));
    }

    static Throwable cause(Throwable thrown) {
        boolean isWrapper = thrown instanceof CompletionException || thrown instanceof ExecutionException;
        Throwable cause = thrown.getCause();
        return isWrapper && cause != null ? cause(cause) : thrown;
    }

    /** An error of the whole request. */
    static GraphQLError of(ApiException e) {
        return GraphqlErrorBuilder.newError().message("%s", e.detail()).extensions(extensions(e, pointer -> pointer)).build();
    }

    /** An error of a part of a field. */
    static GraphQLError of(ApiException e, ResultPath path) {
        return GraphqlErrorBuilder.newError()
                .message("%s", e.detail())
                .path(path)
                .extensions(extensions(e, pointer -> pointer))
                .build();
    }

    private static Map<String, Object> extensions(ApiException e, UnaryOperator<String> pointers) {
        Map<String, Object> extensions = new LinkedHashMap<>();
        extensions.put(CODE, e.code() == ErrorCode.PERSISTED_QUERY_NOT_FOUND ? PersistedQueries.NOT_FOUND_CODE : e.code().code());
        extensions.put("retryable", e.code().retryable());
        String seconds = e.headers().get("Retry-After");
        if (seconds != null) {
            extensions.put("retry_after", Long.valueOf(seconds));
        }
        if (!e.errors().isEmpty()) {
            extensions.put("errors", e.errors().stream()
                    .map(error -> Map.of(
                            "pointer", pointers.apply(error.pointer()), CODE, error.code(), "detail", error.detail()))
                    .toList());
        }
        return extensions;
    }

    /** As it goes on the wire. */
    static Map<String, Object> render(GraphQLError error, String requestId) {
        Map<String, Object> rendered = new LinkedHashMap<>();
        rendered.put("message", CLASS_NAME.matcher(String.valueOf(error.getMessage())).replaceAll(""));
        if (error.getLocations() != null && !error.getLocations().isEmpty()) {
            rendered.put("locations", error.getLocations().stream()
                    .map(place -> Map.of("line", place.getLine(), "column", place.getColumn()))
                    .toList());
        }
        if (error.getPath() != null) {
            rendered.put("path", error.getPath());
        }
        Map<String, Object> extensions = new LinkedHashMap<>();
        if (error.getExtensions() != null && error.getExtensions().containsKey(CODE)) {
            extensions.putAll(error.getExtensions());
        } else {
            ErrorCode code = codeOf(error);
            extensions.put(CODE, code.code());
            extensions.put("retryable", code.retryable());
        }
        extensions.put("request_id", requestId);
        rendered.put("extensions", extensions);
        return rendered;
    }

    /** For errors of GraphQL's engine. */
    private static ErrorCode codeOf(GraphQLError error) {
        if (error instanceof BadFaithIntrospectionError) {
            return ErrorCode.QUERY_TOO_COSTLY;
        }
        boolean isOfVariables = error.getErrorType() == ErrorType.ValidationError && !(error instanceof ValidationError);
        return isOfVariables ? ErrorCode.INVALID_REQUEST : ofType(error.getErrorType());
    }

    private static ErrorCode ofType(graphql.@Nullable ErrorClassification type) {
        return type == ErrorType.DataFetchingException || type == ErrorType.NullValueInNonNullableField
                ? ErrorCode.INTERNAL_ERROR
                : ErrorCode.INVALID_DOCUMENT;
    }
}
