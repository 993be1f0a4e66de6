package com.steveslist.api.graphql;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import graphql.ExecutionResult;
import graphql.execution.AbortExecutionException;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.language.OperationDefinition.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Between validation and execution: what does not fit through its door, or takes too much, is not begun. */
final class CostLimit extends SimplePerformantInstrumentation {

    @Override
    public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
            InstrumentationExecuteOperationParameters parameters, @Nullable InstrumentationState state) {
        ExecutionContext context = parameters.getExecutionContext();
        Asking asking = Asking.of(context.getGraphQLContext());
        try {
            requireAdmitted(asking.door(), context.getOperationDefinition().getOperation());
            asking.cost(CostCount.of(context));
        } catch (ApiException e) {
            throw new AbortExecutionException(List.of(GraphErrors.of(e)));
        }
        return super.beginExecuteOperation(parameters, state);
    }

    private static void requireAdmitted(Door door, Operation operation) {
        if (!door.admits(operation)) {
            throw ApiException.of(ErrorCode.OPERATION_NOT_POSSIBLE, door.otherwise());
        }
    }
}
