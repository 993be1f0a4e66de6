package com.steveslist.api.graphql;

import com.steveslist.api.http.Json;
import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.IntValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.CoercingSerializeException;
import graphql.schema.GraphQLScalarType;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** The scalars that GraphQL has not got itself. */
final class Scalars {

    static final GraphQLScalarType LONG = GraphQLScalarType.newScalar().name("Long").coercing(new LongCoercing()).build();
    static final GraphQLScalarType DATE_TIME =
            GraphQLScalarType.newScalar().name("DateTime").coercing(new DateTimeCoercing()).build();
    static final GraphQLScalarType JSON = GraphQLScalarType.newScalar().name("JSON").coercing(new JsonCoercing()).build();

    private static final String NO_LONG = "A whole number of up to 64 bits is needed.";
    private static final String NO_TIME = "An RFC 3339 time such as \"2026-11-23T10:15:00Z\" is needed.";

    private Scalars() {}

    private static final class LongCoercing implements Coercing<Long, Long> {

        @Override
        public Long serialize(Object value, GraphQLContext context, Locale locale) {
            if (value instanceof Long || value instanceof Integer) {
                return ((Number) value).longValue();
            }
            throw new CoercingSerializeException("no whole number");
        }

        @Override
        public Long parseValue(Object input, GraphQLContext context, Locale locale) {
            if (input instanceof Long || input instanceof Integer) {
                return ((Number) input).longValue();
            }
            throw new CoercingParseValueException(NO_LONG);
        }

        @Override
        public Long parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
            if (input instanceof IntValue number && number.getValue().bitLength() < Long.SIZE) {
                return number.getValue().longValue();
            }
            throw new CoercingParseLiteralException(NO_LONG);
        }

        @Override
        public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
            return IntValue.newIntValue(BigInteger.valueOf(((Number) input).longValue())).build();
        }
    }

    /** What comes in stays the text that it is: REST's readers take it from there. */
    private static final class DateTimeCoercing implements Coercing<String, String> {

        @Override
        public String serialize(Object value, GraphQLContext context, Locale locale) {
            if (value instanceof Instant time) {
                return Json.time(time);
            }
            throw new CoercingSerializeException("no time");
        }

        @Override
        public String parseValue(Object input, GraphQLContext context, Locale locale) {
            if (input instanceof String text && isTime(text)) {
                return text;
            }
            throw new CoercingParseValueException(NO_TIME);
        }

        @Override
        public String parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
            if (input instanceof StringValue text && text.getValue() != null && isTime(text.getValue())) {
                return text.getValue();
            }
            throw new CoercingParseLiteralException(NO_TIME);
        }

        @Override
        public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
            return StringValue.newStringValue(String.valueOf(input)).build();
        }

        private static boolean isTime(String text) {
            try {
                OffsetDateTime.parse(text);
                return true;
            } catch (DateTimeException e) {
                return false;
            }
        }
    }

    /** Goes out only, as it is. */
    private static final class JsonCoercing implements Coercing<JsonNode, JsonNode> {

        @Override
        public JsonNode serialize(Object value, GraphQLContext context, Locale locale) {
            if (value instanceof JsonNode json) {
                return json;
            }
            throw new CoercingSerializeException("no JSON");
        }
    }
}
