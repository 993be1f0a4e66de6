package com.steveslist.api.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.steveslist.api.authorisation.Stage;
import com.steveslist.api.authorisation.Tables;
import com.steveslist.api.authorisation.Tables.Row;
import com.steveslist.api.contract.ExamplesTest;
import com.steveslist.api.contract.Served;
import com.steveslist.api.openapi.Operation;
import com.steveslist.api.testing.SharedApplication;
import com.steveslist.api.testing.Shell;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Pastes the curl of every call, with variables for things that exist, as the caller who may do it. */
class CurlsTest {
    private static final String SHOW_STATUS = "curl() { command curl -o answer -w '%{http_code}' \"$@\"; }\n";
    private static final Map<String, String> YOURS =
            Map.of("ACCOUNT", "{seller}", "LISTING", "{listing}", "ORDER", "{order}", "MOMENT", "{now}");
    private final Stage stage = new Stage();

    @TestFactory
    Stream<DynamicTest> works_when_it_is_pasted(@TempDir Path directory) {
        return Served.document().operations().stream()
                .filter(operation -> !operation.node().has("x-not-in-a-test"))
                .map(operation -> dynamicTest(operation.toString(), () -> paste(operation, directory)));
    }

    private void paste(Operation operation, Path directory) {
        Row row = Tables.rows().stream()
                .filter(one -> isOf(one, operation) && one.successful() != null)
                .findFirst()
                .orElseThrow();
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("STEVESLIST", SharedApplication.address().toString());
        variables.put("STEVESLIST_KEY", stage.secret(String.valueOf(row.successful())));
        String curl = Curl.of(operation);
        assertThat(Needs.of(operation)).doesNotContain("\n");
        String[] template = operation.path().split("/");
        String[] path = stage.fill(row.pathWithoutQuery()).split("/");
        // After what the path names was made, so that a moment is one at which it was there.
        Needs.variables(curl).stream().filter(YOURS::containsKey)
                .forEach(name -> variables.put(name, stage.fill(Objects.requireNonNull(YOURS.get(name)))));
        Curl.variables(operation).forEach((name, variable) -> {
            for (int i = 0; i < template.length; i++) {
                if (template[i].equals("{" + name + "}")) {
                    variables.put(variable, path[i]);
                }
            }
        });

        Shell.Ran ran = Shell.run(SHOW_STATUS + curl + "\nif [ -e answer ]; then echo; cat answer; fi", variables, directory);

        assertThat(ran.output()).as(curl + "\n" + variables).startsWith("2");
        stage.forget(row.call());
        if (ExamplesTest.changesWhoMaySignIn(operation)) {
            stage.clear();
        }
    }

    private static boolean isOf(Row row, Operation operation) {
        return Served.document().find(row.call().method(), row.pathWithoutQuery())
                .map(found -> found.toString().equals(operation.toString()))
                .orElse(false);
    }
}
