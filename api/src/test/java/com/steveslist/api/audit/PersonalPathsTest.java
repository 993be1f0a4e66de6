package com.steveslist.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.http.Json;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PersonalPathsTest {

    private static final UnaryOperator<String> CLOSED = encrypted -> "closed";

    @Test
    void what_the_form_says_is_personal_is_opened_wherever_it_stands() {
        assertThat(PersonalPaths.opened("account.changed", 1, Json.read("""
                {"account_id": "acct_1", "profile": {"name": "enc1.x", "country": "US"}}"""), CLOSED).orElseThrow())
                .isEqualTo(Json.read("""
                        {"account_id": "acct_1", "profile": {"name": "closed", "country": "US"}}"""));
        assertThat(PersonalPaths.opened("order.cancelled", 1, Json.read("{\"by\": \"buyer\"}"), CLOSED).orElseThrow().toString())
                .isEqualTo("{\"by\":\"buyer\"}");
    }

    @Test
    void what_only_looks_like_it_is_left_as_it_is() {
        assertThat(PersonalPaths.opened("listing.removed", 1, Json.read("{\"reason\": \"enc1.x\"}"), CLOSED).orElseThrow())
                .isEqualTo(Json.read("{\"reason\": \"enc1.x\"}"));
    }

    @Test
    void of_a_form_that_is_not_known_nothing_is_shown() {
        assertThat(PersonalPaths.opened("listing.removed", 99, Json.read("{\"reason\": \"enc1.x\"}"), CLOSED)).isEmpty();
    }
}
