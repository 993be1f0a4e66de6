package com.steveslist.api.graphql;

import com.steveslist.api.consistency.ConsistencyTokens;
import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.error.Errors;
import com.steveslist.api.error.FieldError;
import com.steveslist.api.http.InnerCalls;
import com.steveslist.api.http.InnerCalls.Asked;
import com.steveslist.api.http.InnerCalls.Outcome;
import com.steveslist.api.paging.Connection;
import com.steveslist.api.paging.Connections;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Fields that are done by the call of REST that does the same. Their arguments have fixed meanings: {@code input} is the body; {@code id}, or
 * what else the path names, stands there; {@code expectedVersion} is {@code If-Match}, {@code idempotencyKey} the header of that name and
 * {@code wait} the preference.
 */
@Component
public final class RestFields {

    /** What could not even be tried is an error; what was tried and not granted is a rejection. */
    private static final Set<ErrorCode> ERRORS = Set.of(
            ErrorCode.UNAUTHENTICATED, ErrorCode.INSUFFICIENT_SCOPE, ErrorCode.SESSION_REQUIRED, ErrorCode.CSRF_FAILED,
            ErrorCode.QUERY_TIMEOUT);

    /** Arguments that stand in a path, each as its {@code {id}}. */
    private static final List<String> IN_PATHS = List.of("id", "orderId", "provider");

    private final InnerCalls calls;
    private final ConsistencyTokens tokens;
    private final Connections connections;

    RestFields(InnerCalls calls, ConsistencyTokens tokens, Connections connections) {
        this.calls = calls;
        this.tokens = tokens;
        this.connections = connections;
    }

    /**
     * A mutation, whose payload has the thing as it now is or the rejection.
     *
     * @param route such as {@code POST /v1/orders/{id}/ship}
     * @param member of the payload that has the thing
     */
    public DataFetcher<Map<String, @Nullable Object>> mutation(String route, String member) {
        return mutation(route, member, Inputs::body);
    }

    /** @param body of what {@code input} is */
    public DataFetcher<Map<String, @Nullable Object>> mutation(
            String route, String member, Function<Map<String, Object>, Map<String, @Nullable Object>> body) {
        return field -> {
            Asking asking = Asking.of(field);
            asking.checkTime();
            Map<String, @Nullable Object> payload = new LinkedHashMap<>();
            payload.put("replayed", false);
            payload.put("done", false);
            try {
                Map<String, Object> input = field.getArgument("input");
                Outcome outcome = make(field, route, variables(field), null, input == null ? null : body.apply(input));
                payload.put(member, outcome.data());
                payload.put("done", true);
                payload.put("replayed", outcome.replayed());
                payload.put("consistencyToken", outcome.at() == null ? null : tokens.encode(outcome.at()));
            } catch (RuntimeException e) {
                payload.put("rejection", rejection(Errors.of(e), field));
            }
            return payload;
        };
    }

    /** What a call that reads answers, for what is shown only at the top of a query. @param query percent-encoded parameters */
    public @Nullable Object read(DataFetchingEnvironment field, String route, @Nullable String query) {
        return make(field, route, Map.of(), query, null).data();
    }

    /** Likewise, of what the arguments name. @param parameters by the names that REST has for them */
    public @Nullable Object readOne(DataFetchingEnvironment field, String route, Map<String, List<String>> parameters) {
        return make(field, route, variables(field), query("", parameters), null).data();
    }

    /** Likewise, without parameters. */
    public @Nullable Object read(DataFetchingEnvironment field, String route) {
        return read(field, route, null);
    }

    /** Likewise, a thing, for a {@link NodeSource}: null when there is none, or it is not the caller's to see. */
    public CompletableFuture<@Nullable Object> node(DataFetchingEnvironment field, String route, String id) {
        try {
            return CompletableFuture.completedFuture(make(field, route, Map.of("id", id), null, null).data());
        } catch (RuntimeException e) {
            ApiException told = Errors.of(e);
            if (told.code() == ErrorCode.NOT_FOUND) {
                return CompletableFuture.completedFuture(null);
            }
            throw told;
        }
    }

    /**
     * Likewise, a list that goes by one key, as a connection that is read forward.
     *
     * @param type of the things in it
     * @param key of a thing in it
     */
    public <T> Connection<T> list(DataFetchingEnvironment field, String path, Class<T> type, Function<T, String> key) {
        return list(field, path, Map.of(), type, key);
    }

    /** Likewise, with filters by the names that REST has for them. What the path names stands in the arguments. */
    public <T> Connection<T> list(
            DataFetchingEnvironment field, String path, Map<String, List<String>> filters, Class<T> type, Function<T, String> key) {
        Map<String, String> variables = variables(field);
        String query = Connections.parameters(field.getArguments()) + query("&", filters);
        Outcome outcome = make(field, "GET " + path, variables, query, null);
        List<T> page = outcome.data() instanceof List<?> list ? list.stream().map(type::cast).toList() : List.of();
        String address = path.replace("{id}", variables.getOrDefault("id", ""));
        return connections.ofRest(
                address, filters, Asking.of(field).account(), page, outcome.more(), field.getArgument("after") != null, key);
    }

    private static String query(String before, Map<String, List<String>> parameters) {
        StringBuilder query = new StringBuilder();
        parameters.forEach((name, values) -> values.forEach(value -> query.append(query.isEmpty() ? before : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8))));
        return query.toString();
    }

    private Outcome make(
            DataFetchingEnvironment field,
            String route,
            Map<String, String> variables,
            @Nullable String query,
            @Nullable Object body) {
        Asking asking = Asking.of(field);
        asking.checkTime();
        Exchange exchange = Objects.requireNonNull(asking.exchange(), "only doors of HTTP admit this");
        Asked asked = new Asked(route, variables, query, body, headers(field, asking));
        Outcome outcome = calls.make(exchange.request(), exchange.response(), asked);
        if (outcome.at() != null) {
            asking.shows(outcome.at());
        }
        return outcome;
    }

    private static Map<String, String> variables(DataFetchingEnvironment field) {
        return IN_PATHS.stream()
                .filter(field::containsArgument)
                .findFirst()
                .map(name -> Map.of("id", String.valueOf(field.<Object>getArgument(name))))
                .orElse(Map.of());
    }

    private Map<String, String> headers(DataFetchingEnvironment field, Asking asking) {
        Map<String, String> headers = new LinkedHashMap<>();
        Long version = field.getArgument("expectedVersion");
        if (version != null) {
            headers.put("If-Match", "\"" + version + "\"");
        }
        String key = field.getArgument("idempotencyKey");
        if (key != null) {
            headers.put("Idempotency-Key", key);
        }
        Integer seconds = field.getArgument("wait");
        if (seconds != null) {
            headers.put("Prefer", "wait=" + seconds);
            asking.allow(Duration.ofSeconds(Math.clamp(seconds, 0, 30)));
        }
        if (asking.notBefore() != null) {
            headers.put(ConsistencyTokens.HEADER, tokens.encode(asking.notBefore()));
        }
        return headers;
    }

    private static Map<String, Object> rejection(ApiException e, DataFetchingEnvironment field) {
        ErrorCode code = e.code();
        if (code.retryable() || code.status() >= 500 || ERRORS.contains(code)) {
            throw e;
        }
        String detail = code == ErrorCode.VERSION_MISMATCH
                ? "It is not at expectedVersion. Read it again and repeat the change."
                : e.detail();
        return Map.of("code", code.code(), "title", code.title(), "detail", detail, "errors", errors(e.errors(), field));
    }

    private static List<Map<String, String>> errors(List<FieldError> errors, DataFetchingEnvironment field) {
        return errors.stream()
                .map(error -> Map.of(
                        "pointer", Inputs.pointerOf(error.pointer(), field.getArguments()),
                        "code", error.code(),
                        "detail", error.detail()))
                .toList();
    }
}
