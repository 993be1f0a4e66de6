package com.steveslist.infra.bench.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.steveslist.infra.embedded.ServerException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SameAnswersTest {

    private static final String OURS =
            """
            {"data": [{"id": "lst_1", "version": 0, "name": "Chair", "price": {"amount": 5, "currency": "usd"}}], "pagination": {"limit": 20}}""";

    @Test
    void ids_and_the_order_of_fields_are_each_ones_own() {
        assertThatCode(() -> require(
                """
                {"pagination": {"limit": 20}, "data": [{"name": "Chair", "version": 1, "id": "7", "price": {"currency": "usd", "amount": 5}}]}"""))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            """
            {"data": [{"id": "7", "version": 0, "name": "Chair", "price": {"amount": 6, "currency": "usd"}}], "pagination": {"limit": 20}}""",
            """
            {"data": [{"id": "7", "name": "Chair", "price": {"amount": 5, "currency": "usd"}}], "pagination": {"limit": 20}}""", """
            {"data": [{"id": "7", "version": 0, "name": "Chair", "price": {"amount": 5, "currency": "usd"}}]}""", """
            {"data": [], "pagination": {"limit": 20}}"""})
    void another_value_a_field_too_few_and_another_number_of_rows_are_named_with_their_side(String other) {
        assertThatThrownBy(() -> require(other)).isInstanceOf(ServerException.class).hasMessageContaining("JPA answers GET list");
    }

    private static void require(String answer) {
        SameAnswers.require("GET list", OURS, Map.of("JPA", answer));
    }
}
