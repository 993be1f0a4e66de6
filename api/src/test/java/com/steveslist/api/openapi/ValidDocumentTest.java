package com.steveslist.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.steveslist.api.contract.Served;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whether the document is OpenAPI 3.1, and says enough to be of use. */
class ValidDocumentTest {
    private static final Pattern REFERENCE = Pattern.compile("\"\\$ref\":\"([^\"]+)\"");
    private static final Set<String> VALUES = Set.of("example", "default", "const", "enum");
    private final SchemaRegistry registry = AnswerCheck.schemas();
    private final JsonNode document = Served.document().tree();

    @Test
    void it_has_the_form_of_OpenAPI() throws IOException {
        try (InputStream form = Objects.requireNonNull(getClass().getResourceAsStream("/contract/openapi-3.1.yaml"))) {
            assertThat(registry.getSchema(Yamls.read(form)).validate(document)).isEmpty();
        }
    }

    @Test
    void its_schemas_are_json_schemas() {
        Schema meta = registry.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        document.path("components").path("schemas").properties().forEach(
                schema -> assertThat(meta.validate(schema.getValue())).as(schema.getKey()).isEmpty());
    }

    @Test
    void every_reference_leads_to_something_that_is_used() {
        Set<String> references = new TreeSet<>();
        REFERENCE.matcher(document.toString()).results().forEach(reference -> references.add(reference.group(1)));

        assertThat(references).allSatisfy(
                reference -> assertThat(document.at(reference.substring(1)).isMissingNode()).as(reference).isFalse());
        for (String kind : List.of("schemas", "parameters", "headers", "responses")) {
            document.path("components").path(kind).propertyNames().forEach(
                    name -> assertThat(references).contains("#/components/" + kind + "/" + name));
        }
    }

    @Test
    void no_sentence_is_cut_at_a_comma() {
        List<String> cut = new ArrayList<>();
        look(document, cut);

        assertThat(cut).as("members without a value: in YAML's {…}, a text with a comma needs quotes").isEmpty();
    }

    private static void look(JsonNode node, List<String> cut) {
        node.properties().forEach(member -> {
            if (member.getValue().isNull() && !VALUES.contains(member.getKey())) {
                cut.add(member.getKey());
            }
            if (!VALUES.contains(member.getKey())) {
                look(member.getValue(), cut);
            }
        });
        if (node.isArray()) {
            node.forEach(item -> look(item, cut));
        }
    }

    @Test
    void every_example_of_a_body_fits_its_schema() {
        for (Operation operation : Served.document().operations()) {
            operation.node().path("requestBody").path("content").properties().forEach(content -> {
                JsonNode schema = content.getValue().path("schema");
                JsonNode example = content.getValue().path("example");
                if (schema instanceof ObjectNode object && content.getKey().endsWith("json") && !content.getKey().contains("ndjson")) {
                    assertThat(example.isMissingNode()).as(operation + " needs an example of its body").isFalse();
                    ObjectNode whole = object.deepCopy();
                    whole.putObject("components").set("schemas", document.path("components").path("schemas"));
                    assertThat(registry.getSchema(whole).validate(example)).as(operation + ": " + example).isEmpty();
                }
            });
        }
    }

    @Test
    void every_member_is_described_and_bounded() {
        List<String> poor = new ArrayList<>();
        document.path("components").path("schemas").properties().forEach(
                schema -> look(schema.getKey(), schema.getValue(), poor));

        assertThat(poor).isEmpty();
    }

    private static void look(String at, JsonNode schema, List<String> poor) {
        schema.path("properties").properties().forEach(member -> {
            String name = at + "." + member.getKey();
            if (!member.getValue().has("$ref") && !member.getValue().has("allOf") && !member.getValue().has("description")) {
                poor.add(name + " has no description");
            }
            if (!member.getValue().has("$ref") && !member.getValue().has("type") && !member.getValue().has("allOf")
                    && !member.getValue().has("oneOf") && !member.getValue().has("anyOf") && !member.getValue().has("const")) {
                poor.add(name + " has no type");
            }
            look(name, member.getValue(), poor);
            look(name + "[]", member.getValue().path("items"), poor);
        });
    }
}
