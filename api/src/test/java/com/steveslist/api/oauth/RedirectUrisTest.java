package com.steveslist.api.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectUrisTest {

    @ParameterizedTest
    @ValueSource(strings = {
            "https://program.example", "https://program.example:8443/back?of=it", "http://localhost:8080/back", "http://127.0.0.1/back",
            "http://[::1]:9/"
    })
    void https_and_the_same_machine_are_allowed(String uri) {
        assertThat(RedirectUris.isAllowed(uri)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "", "/back", "program.example/back", "http://program.example/", "http://127.0.0.1.evil.example/", "https:///back",
            "https://user@program.example/", "https://program.example/#part", "https://program.example/*|",
            "https://program.example/\u00fc",
            "https://program.example/a b", "javascript:alert(1)", "com.program:/back", "https://program.example/?list=[1]", "HTTPS:program"
    })
    void nothing_else_is(String uri) {
        assertThat(RedirectUris.isAllowed(uri)).isFalse();
    }

    @Test
    void the_origin_is_what_browsers_compare() {
        assertThat(RedirectUris.origin("https://program.example:8443/back?of=it")).isEqualTo("https://program.example:8443");
        assertThat(RedirectUris.origin("https://program.example/back; script-src *")).isEmpty();
        assertThat(RedirectUris.origin(null)).isEmpty();
    }
}
