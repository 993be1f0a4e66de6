package com.steveslist.api.authorisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.steveslist.api.authorisation.Tables.Call;
import com.steveslist.api.authorisation.Tables.Question;
import com.steveslist.api.testing.Http.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every field that a GraphQL operation can begin with, for every kind of caller, as the table says. */
class GraphqlAuthorisationTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern ROOT = Pattern.compile("(?:extend )?type (?:Query|Mutation)[^{]*\\{([^}]*)}");
    private static final Pattern FIELD = Pattern.compile("(?m)^\\s*([a-zA-Z_]\\w*)\\s*:");
    private final List<Question> questions = Tables.questions();

    @Test
    void every_field_of_the_roots_has_a_row() throws IOException {
        Set<String> fields = new TreeSet<>();
        for (Resource schema : new PathMatchingResourcePatternResolver().getResources("classpath*:graphql/**/*.graphqls")) {
            String text = schema.getContentAsString(StandardCharsets.UTF_8)
                    .replaceAll("(?s)\"\"\".*?\"\"\"", "")
                    .replaceAll("(?m)#.*$|\"[^\"\n]*\"", "")
                    .replaceAll("(?s)\\([^()]*\\)", "");
            ROOT.matcher(text).results().forEach(
                    root -> FIELD.matcher(root.group(1)).results().forEach(field -> fields.add(field.group(1))));
        }
        fields.removeIf(field -> questions.stream().anyMatch(question -> asks(question.query(), field)));

        assertThat(fields).as("fields of which graphql.txt does not say who may use them").isEmpty();
    }

    /** Whether the operation begins with the field, the first one in its braces. */
    private static boolean asks(String query, String field) {
        Matcher first = Pattern.compile("\\{\\s*(?:\\w+\\s*:\\s*)?(\\w+)").matcher(query);
        return first.find() && first.group(1).equals(field);
    }

    @TestFactory
    Stream<DynamicTest> each_row_is_true() {
        Stage stage = new Stage();
        return questions.stream().map(question -> dynamicTest(question.at() + " " + question.query(), () -> run(question, stage)));
    }

    private static void run(Question question, Stage stage) {
        boolean changes = question.query().startsWith("mutation");
        Predicate<String> lacking = scope -> scope.endsWith(changes ? ":write" : ":read");
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < Tables.CALLERS.size(); i++) {
            String body = JSON.writeValueAsString(Map.of("query", question.query()));
            Reply reply = stage.ask(Tables.CALLERS.get(i), new Call("POST", "/graphql", body, Map.of()), lacking, changes);
            String outcome = outcome(reply);
            if (!outcome.equals(question.expected().get(i))) {
                wrong.add(
                        Tables.CALLERS.get(i) + " should get " + question.expected().get(i) + " and got " + outcome + ": " + reply.text());
            }
        }
        assertThat(wrong).as(question.at() + " " + question.query()).isEmpty();
    }

    /** {@code data}, the code of a mutation's rejection, or the code of the first error, be it GraphQL's or HTTP's. */
    static String outcome(Reply reply) {
        JsonNode errors = reply.json().path("errors");
        if (errors.isEmpty() && reply.isSuccess()) {
            return reply.json().path("data").valueStream()
                    .map(payload -> payload.path("rejection").path("code").asString(""))
                    .filter(code -> !code.isEmpty())
                    .findFirst()
                    .orElse("data");
        }
        String code = errors.path(0).path("extensions").path("code").asString("");
        return code.isEmpty() ? reply.json().path("code").asString("no code") : code;
    }
}
