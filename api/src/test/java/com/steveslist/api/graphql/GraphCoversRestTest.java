package com.steveslist.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.contract.Served;
import com.steveslist.api.openapi.Operation;
import com.steveslist.api.testing.Http;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.TypeName;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.TypeInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever REST can do, GraphQL can, but for a few things that are listed with their reasons in {@code graphql/operations.txt}. */
class GraphCoversRestTest {

    private static final Set<String> ROOTS = Set.of("Query", "Mutation", "Subscription");

    /** How pages are asked for differs, and a query says by itself which fields it wants. */
    private static final Set<String> ASKED_OTHERWISE = Set.of("limit", "cursor", "offset", "fields");

    private static final Map<String, String> OTHER_NAMES = Map.of(
            "status", "statuses", "label", "labels", "sort", "orderBy", "q", "text", "query", "filter", "radiusKm", "near",
            "priceAmount", "price", "priceCurrency", "price");

    /** Those whose field has another name, and those that have none. */
    private final Map<String, String> listed = listed();

    private final TypeDefinitionRegistry schema = new SchemaParser().parse(Http.get("/graphql/schema").text());

    /** By names such as {@code Order.refunds}. */
    private final Map<String, FieldDefinition> fields = fields(schema);

    private static Map<String, String> listed() {
        Map<String, String> lines = new LinkedHashMap<>();
        try (InputStream file = GraphCoversRestTest.class.getResourceAsStream("/graphql/operations.txt")) {
            new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" \\| ", 2))
                    .forEach(columns -> assertThat(lines.put(columns[0], columns[1])).as(columns[0] + " stands there twice").isNull());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return lines;
    }

    private static Map<String, FieldDefinition> fields(TypeDefinitionRegistry schema) {
        Map<String, FieldDefinition> fields = new TreeMap<>();
        Stream<ObjectTypeDefinition> extensions = schema.objectTypeExtensions().values().stream().flatMap(List::stream).map(type -> type);
        Stream.concat(schema.getTypes(ObjectTypeDefinition.class).stream(), extensions).forEach(
                type -> type.getFieldDefinitions().forEach(field -> fields.put(type.getName() + "." + field.getName(), field)));
        return fields;
    }

    private static boolean isException(String line) {
        return line.startsWith("-- ");
    }

    /** The field that does what the operation does, whether there is one or not. */
    private String counterpart(Operation operation) {
        String own = (operation.method().equals("GET") ? "Query." : "Mutation.") + operation.id();
        return listed.getOrDefault(operation.id(), own);
    }

    @Test
    void every_operation_of_the_contract_has_a_field_or_a_reason_why_it_has_none() {
        List<String> missing = new ArrayList<>();
        for (Operation operation : Served.document().operations()) {
            String counterpart = counterpart(operation);
            if (!isException(counterpart) && !fields.containsKey(counterpart)) {
                missing.add(operation.id() + " (" + operation + "): there is no " + counterpart);
            }
        }
        assertThat(missing).as("what GraphQL lacks; add a field, or a line to graphql/operations.txt").isEmpty();
    }

    @Test
    void whatever_an_operation_can_be_told_its_field_can_be_told() {
        List<String> missing = new ArrayList<>();
        for (Operation operation : Served.document().operations()) {
            FieldDefinition field = fields.get(counterpart(operation));
            if (field != null) {
                Set<String> known = arguments(field);
                told(operation)
                        .filter(name -> !known.contains(name) && !known.contains(OTHER_NAMES.get(name)))
                        .forEach(name -> missing.add(counterpart(operation) + " cannot be told " + name + " of " + operation));
            }
        }
        assertThat(missing).as("parameters, and members of bodies, that GraphQL lacks").isEmpty();
    }

    /** Parameters, and members of the body, by the names that GraphQL gives them. */
    private static Stream<String> told(Operation operation) {
        Stream<String> parameters = operation.parameters().stream()
                .filter(parameter -> parameter.path("in").asString().equals("query"))
                .map(parameter -> parameter.path("name").asString());
        Stream<String> members = operation.document().resolved(operation.requestSchema()).path("properties").propertyNames().stream();
        return Stream.concat(parameters, members).filter(name -> !ASKED_OTHERWISE.contains(name)).map(Inputs::camelCase);
    }

    /** And what is inside of them. */
    private Set<String> arguments(FieldDefinition field) {
        Set<String> names = new TreeSet<>();
        for (InputValueDefinition argument : field.getInputValueDefinitions()) {
            names.add(argument.getName());
            TypeName type = TypeInfo.typeInfo(argument.getType()).getTypeName();
            schema.getType(type, InputObjectTypeDefinition.class).ifPresent(
                    input -> input.getInputValueDefinitions().forEach(member -> names.add(member.getName())));
        }
        return names;
    }

    @Test
    void every_line_is_about_something_that_is_there() {
        Set<String> operations = Served.document().operations().stream().map(Operation::id).collect(Collectors.toSet());

        assertThat(operations).as("operations of lines in graphql/operations.txt").containsAll(listed.keySet());
        assertThat(listed.values()).allSatisfy(
                line -> assertThat(isException(line) ? line.length() > "-- because".length() : fields.containsKey(line)).as(line).isTrue());
    }

    @Test
    void every_field_at_the_top_does_what_an_operation_does() {
        Set<String> more = new TreeSet<>(fields.keySet());
        more.removeIf(field -> !ROOTS.contains(field.substring(0, field.indexOf('.'))));
        Served.document().operations().forEach(operation -> more.remove(counterpart(operation)));

        // Things by any id, and the two that go beyond REST: there one follows the stream of the thing.
        assertThat(more).containsExactlyInAnyOrder("Query.node", "Query.nodes", "Subscription.listingChanged", "Subscription.orderChanged");
    }
}
