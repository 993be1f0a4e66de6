package com.steveslist.api.graphql;

import graphql.language.OperationDefinition.Operation;
import java.util.Set;

/** How a request comes in, which says what it may do. */
enum Door {
    /** Nothing that other sites' pages can make a browser do by itself. */
    GET("A GET can only query: send mutations by POST, and subscriptions by POST with Accept: text/event-stream or over a WebSocket.",
            Operation.QUERY),
    POST("Send subscriptions with Accept: text/event-stream, or over a WebSocket.", Operation.QUERY, Operation.MUTATION),
    EVENT_STREAM("", Operation.QUERY, Operation.MUTATION, Operation.SUBSCRIPTION),
    SOCKET("A WebSocket is for subscriptions: send queries and mutations by POST.", Operation.SUBSCRIPTION);

    private final String otherwise;
    private final Set<Operation> operations;

    Door(String otherwise, Operation... operations) {
        this.otherwise = otherwise;
        this.operations = Set.of(operations);
    }

    boolean admits(Operation operation) {
        return operations.contains(operation);
    }

    /** What to tell somebody whose operation is not admitted. */
    String otherwise() {
        return otherwise;
    }
}
