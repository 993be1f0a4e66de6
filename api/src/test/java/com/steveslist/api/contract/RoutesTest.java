package com.steveslist.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.contract.Served.Route;
import com.steveslist.api.http.Answer;
import com.steveslist.api.http.NotReplayable;
import com.steveslist.api.http.RequiresHeader;
import com.steveslist.api.http.RequiresScope;
import com.steveslist.api.openapi.Operation;
import com.steveslist.api.security.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoutesTest {

    @Test
    void every_route_is_in_the_document_and_everything_in_the_document_has_a_route() {
        Set<String> documented = Served.document().operations().stream()
                .filter(operation -> !operation.hasNoRoute())
                .map(Operation::toString)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(new TreeSet<>(Served.routes()))
                .as("routes of the running server, and operations of api/src/main/resources/openapi/*.yaml")
                .isEqualTo(documented);
    }

    @Test
    void the_document_says_of_each_what_the_route_asks_for() {
        List<String> wrong = new ArrayList<>();
        for (Route route : Served.all()) {
            Served.document().find(route.method(), route.path()).ifPresent(operation -> {
                compare(wrong, route, "x-scope", scope(route), operation.scope());
                compare(wrong, route, "x-open", Access.isOpen(route.method(), route.path()), operation.isOpen());
                compare(wrong, route, "x-idempotency", idempotency(route), operation.idempotency());
                boolean needsMatch = requires(route, RequiresHeader.Name.IF_MATCH);
                compare(wrong, route, "x-if-match: required", needsMatch, operation.ifMatch().equals("required"));
            });
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void every_operation_has_a_name_of_its_own_a_summary_and_a_feature() {
        List<Operation> operations = Served.document().operations();

        assertThat(operations).allSatisfy(operation -> {
            assertThat(operation.id()).as(operation + " needs an operationId").matches("[a-z][A-Za-z0-9]+");
            assertThat(operation.summary()).as(operation + " needs a summary, a sentence").endsWith(".");
            assertThat(operation.tag()).as(operation + " needs a tag").isNotEmpty();
        });
        assertThat(operations.stream().map(Operation::id)).doesNotHaveDuplicates();
    }

    private static void compare(List<String> wrong, Route route, String what, @Nullable Object running, @Nullable Object written) {
        if (!Objects.equals(running, written)) {
            wrong.add(route + ": " + what + " is " + written + " in the document and " + running + " in the code");
        }
    }

    private static @Nullable String scope(Route route) {
        RequiresScope required = route.handler().getMethodAnnotation(RequiresScope.class);
        return required == null ? null : required.value().code();
    }

    private static String idempotency(Route route) {
        boolean honoured = Set.of("POST", "PATCH").contains(route.method())
                && !route.handler().hasMethodAnnotation(NotReplayable.class)
                && route.handler().getReturnType().getParameterType() == Answer.class;
        return requires(route, RequiresHeader.Name.IDEMPOTENCY_KEY) ? "required" : honoured ? "honoured" : "none";
    }

    private static boolean requires(Route route, RequiresHeader.Name header) {
        RequiresHeader required = route.handler().getMethodAnnotation(RequiresHeader.class);
        return required != null && required.value() == header;
    }
}
