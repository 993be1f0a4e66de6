package com.steveslist.api.graphql;

import graphql.execution.ExecutionContext;
import graphql.introspection.Introspection;
import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Directive;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.IntValue;
import graphql.language.BooleanValue;
import graphql.language.DirectivesContainer;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.GraphQLAppliedDirective;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnmodifiedType;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Walks an operation that is known to be valid, fragments taken apart, and adds up what it takes. It ends as soon as that is too much, so
 * fragments that double each other at every step cost no more to refuse than anything else.
 */
final class CostCount {

    private static final int USUAL_PAGE = 20;
    private static final int USUAL_LIST = 10;
    private static final int MOST_STEPS = 50_000;
    private static final String IDS = "ids";

    private final GraphQLSchema schema;
    private final Map<String, FragmentDefinition> fragments;
    private final Map<String, Object> variables;
    private long requested;
    private int steps;

    private CostCount(ExecutionContext context) {
        this.schema = context.getGraphQLSchema();
        this.fragments = context.getFragmentsByName();
        this.variables = context.getCoercedVariables().toMap();
    }

    /** Throws {@code query_too_costly} or {@code query_too_deep}. */
    static QueryCost of(ExecutionContext context) {
        CostCount count = new CostCount(context);
        GraphQLCompositeType root = switch (context.getOperationDefinition().getOperation()) {
            case QUERY -> count.schema.getQueryType();
            case MUTATION -> Objects.requireNonNull(count.schema.getMutationType());
            case SUBSCRIPTION -> Objects.requireNonNull(count.schema.getSubscriptionType());
        };
        count.add(context.getOperationDefinition().getSelectionSet(), new Level(root, 1, 1, USUAL_LIST));
        return new QueryCost(count.requested);
    }

    /**
     * Where the walk is.
     *
     * @param times how often what is here is there in the answer, at most
     * @param listed how long a list right here is
     */
    private record Level(GraphQLCompositeType type, int depth, long times, long listed) {

        Level as(GraphQLCompositeType narrower) {
            return new Level(narrower, depth, times, listed);
        }
    }

    private void add(SelectionSet selections, Level level) {
        for (Selection<?> selection : selections.getSelections()) {
            if (++steps > MOST_STEPS) {
                throw QueryCost.tooCostly(Math.max(requested, QueryCost.LIMIT + 1L));
            }
            if (!isLeftOut((DirectivesContainer<?>) selection)) {
                add(selection, level);
            }
        }
    }

    private void add(Selection<?> selection, Level level) {
        switch (selection) {
            case Field field -> add(field, level);
            case InlineFragment fragment -> add(
                    fragment.getSelectionSet(),
                    fragment.getTypeCondition() == null ? level : level.as(type(fragment.getTypeCondition().getName())));
            case FragmentSpread spread -> {
                FragmentDefinition fragment = Objects.requireNonNull(fragments.get(spread.getName()));
                add(fragment.getSelectionSet(), level.as(type(fragment.getTypeCondition().getName())));
            }
            default -> throw new IllegalStateException("no selection of GraphQL's: " + selection);
        }
    }

    private GraphQLCompositeType type(String name) {
        return (GraphQLCompositeType) Objects.requireNonNull(schema.getType(name));
    }

    private void add(Field field, Level level) {
        if (field.getName().startsWith("__")) {
            charge(1);
            return;
        }
        if (level.depth() > QueryCost.DEEPEST) {
            throw QueryCost.tooDeep();
        }
        GraphQLFieldDefinition definition = Introspection.getFieldDef(schema, level.type(), field.getName());
        boolean isByIds = definition.getArgument(IDS) != null;
        long ids = isByIds ? ids(field) : 1;
        charge(weight(definition) * level.times() * ids);
        GraphQLUnmodifiedType type = GraphQLTypeUtil.unwrapAll(definition.getType());
        if (field.getSelectionSet() != null && type instanceof GraphQLCompositeType inner) {
            boolean isList = GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(definition.getType()));
            long times = isByIds ? level.times() * ids : isList ? level.times() * level.listed() : level.times();
            long listed = definition.getArgument("first") == null ? USUAL_LIST : pageSize(field);
            add(field.getSelectionSet(), new Level(inner, level.depth() + 1, times, listed));
        }
    }

    private void charge(long weight) {
        requested += weight;
        if (requested > QueryCost.LIMIT) {
            throw QueryCost.tooCostly(requested);
        }
    }

    private static int weight(GraphQLFieldDefinition definition) {
        GraphQLAppliedDirective cost = definition.getAppliedDirective("cost");
        return cost == null ? 1 : Objects.requireNonNull(cost.getArgument("weight").<Integer>getValue());
    }

    /** What is out of range is refused when the field is asked for, so here it only must not be taken for little. */
    private long pageSize(Field field) {
        long size = 0;
        for (Argument argument : field.getArguments()) {
            if (argument.getName().equals("first") || argument.getName().equals("last")) {
                Number given = number(argument.getValue());
                size = Math.max(size, given == null ? 0 : Math.min(Math.abs(given.longValue()), QueryCost.LIMIT));
            }
        }
        return size == 0 ? USUAL_PAGE : size;
    }

    /** How many are asked for by their ids. */
    private long ids(Field field) {
        for (Argument argument : field.getArguments()) {
            if (argument.getName().equals(IDS)) {
                Object known = argument.getValue() instanceof VariableReference reference
                        ? variables.get(reference.getName())
                        : argument.getValue() instanceof ArrayValue list ? list.getValues() : null;
                return known instanceof Collection<?> several ? several.size() : 1;
            }
        }
        return 1;
    }

    private @Nullable Number number(Value<?> value) {
        if (value instanceof VariableReference reference) {
            return variables.get(reference.getName()) instanceof Number number ? number : null;
        }
        return value instanceof IntValue number ? number.getValue() : null;
    }

    private boolean isLeftOut(DirectivesContainer<?> selection) {
        return is(selection, "skip", true) || is(selection, "include", false);
    }

    private boolean is(DirectivesContainer<?> selection, String directive, boolean wanted) {
        for (Directive given : selection.getDirectives(directive)) {
            Argument argument = given.getArgument("if");
            Object value = argument == null ? null : argument.getValue();
            Object known = value instanceof VariableReference reference
                    ? variables.get(reference.getName())
                    : value instanceof BooleanValue literal ? literal.isValue() : null;
            if (Objects.equals(known, wanted)) {
                return true;
            }
        }
        return false;
    }
}
