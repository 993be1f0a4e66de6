package com.steveslist.api.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class BudgetTest {

    @ParameterizedTest
    @CsvSource({
            "GET,/v1/listings,READS", "HEAD,/v1/orders/ord_1,READS", "OPTIONS,/v1/orders,READS", "GET,/v1/sessions,READS",
            "POST,/graphql,READS", "GET,/openapi.json,READS", "POST,/v1/listings,WRITES", "PUT,/v1/cart,WRITES",
            "PATCH,/v1/accounts/me,WRITES",
            "DELETE,/v1/sessions/current,WRITES", "POST,/v1/accounts,WRITES", "GET,/v1/search/listings,SEARCH",
            "GET,/v1/search/suggestions,SEARCH", "POST,/v1/sessions,SIGN_IN", "POST,/v1/password-resets,SIGN_IN",
            "POST,/v1/password-resets/confirm,SIGN_IN", "POST,/oauth2/sign-in,SIGN_IN", "POST,/v1/sign-in/code,SIGN_IN",
            "POST,/sign-in/code,SIGN_IN",
            "POST,/password-reset,SIGN_IN", "POST,/password-reset/mail,SIGN_IN", "GET,/password-reset,READS",
            "POST,/oauth2/token,WRITES"})
    void a_call_is_counted_by_what_it_does(String method, String path, Budget expected) {
        assertThat(Budget.of(new MockHttpServletRequest(method, path))).isEqualTo(expected);
    }

    @Test
    void those_who_watch_over_a_node_are_not_counted() {
        assertThat(Budget.isUncounted(new MockHttpServletRequest("GET", "/health/ready"))).isTrue();
        assertThat(Budget.isUncounted(new MockHttpServletRequest("GET", "/metrics"))).isTrue();
        assertThat(Budget.isUncounted(new MockHttpServletRequest("GET", "/v1/event-types"))).isFalse();
    }
}
