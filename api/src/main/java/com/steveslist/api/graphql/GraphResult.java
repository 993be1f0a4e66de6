package com.steveslist.api.graphql;

import com.steveslist.api.error.ApiException;
import com.steveslist.events.log.LogPosition;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of a request, as it goes on the wire.
 *
 * @param body data, errors and extensions
 * @param begun whether any of it was tried; if not, the request itself was wrong
 * @param shown a place in the log that covers everything that it shows
 */
record GraphResult(Map<String, @Nullable Object> body, boolean begun, LogPosition shown) {

    static GraphResult of(ExecutionResult result, Asking asking, String token) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        if (!result.getErrors().isEmpty()) {
            body.put("errors", errors(result.getErrors(), asking.requestId()));
        }
        if (result.isDataPresent()) {
            body.put("data", result.getData());
        }
        Map<String, Object> extensions = new LinkedHashMap<>();
        QueryCost cost = asking.cost();
        if (cost != null) {
            extensions.put("cost", Map.of("requested", cost.requested(), "limit", QueryCost.LIMIT));
        }
        extensions.put("consistencyToken", token);
        body.put("extensions", extensions);
        return new GraphResult(body, result.isDataPresent(), asking.shown());
    }

    /** The whole request failed. */
    static GraphResult of(ApiException e, String requestId) {
        return of(List.of(GraphErrors.of(e)), requestId);
    }

    static GraphResult of(List<GraphQLError> errors, String requestId) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("errors", errors(errors, requestId));
        return new GraphResult(body, false, LogPosition.START);
    }

    /** The errors alone. */
    Object errors() {
        return body.getOrDefault("errors", List.of());
    }

    private static List<Map<String, Object>> errors(List<GraphQLError> errors, String requestId) {
        return errors.stream().map(error -> GraphErrors.render(error, requestId)).toList();
    }
}
