package com.steveslist.api.authorisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.steveslist.api.authorisation.Tables.Row;
import com.steveslist.api.contract.Served;
import com.steveslist.api.openapi.Operation;
import com.steveslist.api.testing.Http.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every endpoint for every kind of caller, as the table says. */
class AuthorisationTest {
    private final List<Row> rows = Tables.rows();

    @Test
    void every_endpoint_has_a_row_and_every_row_an_endpoint() {
        Set<String> endpoints = new TreeSet<>(Served.routes());
        Served.document().operations().forEach(operation -> endpoints.add(operation.toString()));
        Set<String> covered = new TreeSet<>();
        List<String> lost = new ArrayList<>();
        for (Row row : rows) {
            operation(row).map(Operation::toString).ifPresentOrElse(covered::add, () -> lost.add(row.at() + ": " + row));
        }

        assertThat(lost).as("rows of nothing that this server has").isEmpty();
        endpoints.removeAll(covered);
        assertThat(endpoints)
                .as("endpoints of which the table does not say who may use them: see src/test/resources/authorisation/README.md")
                .isEmpty();
    }

    @Test
    void no_scope_opens_what_is_closed_to_a_stranger() {
        int stranger = Tables.CALLERS.indexOf("stranger");
        for (String reader : List.of("auditor", "analyst")) {
            int column = Tables.CALLERS.indexOf(reader);
            assertThat(rows.stream().filter(row -> isSuccess(row, column) && !isSuccess(row, stranger)).map(Row::at))
                    .as("rows in which audit:read or analytics:read shows the %s what its account could not see", reader)
                    .isEmpty();
        }
    }

    private static boolean isSuccess(Row row, int column) {
        return row.expected().get(column).startsWith("2");
    }

    @TestFactory
    Stream<DynamicTest> each_row_is_true() {
        Stage stage = new Stage();
        return rows.stream().map(row -> dynamicTest(row.at() + " " + row, () -> run(row, stage)));
    }

    private static void run(Row row, Stage stage) {
        List<String> wrong = new ArrayList<>();
        String scope = operation(row).map(Operation::scope).orElse(null);
        Predicate<String> lacking = scope == null ? null : scope::equals;
        for (int i = 0; i < Tables.CALLERS.size(); i++) {
            if (row.fresh()) {
                stage.clear();
            }
            Reply reply = stage.send(Tables.CALLERS.get(i), row.call(), lacking);
            if (!row.expected().get(i).equals(String.valueOf(reply.status()))) {
                wrong.add(Tables.CALLERS.get(i) + " should get " + row.expected().get(i) + " and got " + reply);
            }
        }
        assertThat(wrong).as(row.at() + " " + row).isEmpty();
    }

    private static Optional<Operation> operation(Row row) {
        return Served.document().find(row.call().method(), row.pathWithoutQuery());
    }
}
