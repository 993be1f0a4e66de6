package com.steveslist.infra.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PostgresPropertiesTest {

    @Test
    void a_bad_url_is_quoted_with_the_form_that_is_allowed() {
        assertThatThrownBy(() -> new PostgresProperties("localhost:5432", "user", "secret"))
                .hasMessageContaining("steveslist.postgres.url is 'localhost:5432'")
                .hasMessageContaining("jdbc:postgresql://localhost:5432/steveslist");
    }

    @Test
    void the_password_is_not_shown() {
        assertThat(new PostgresProperties("jdbc:postgresql://localhost/steveslist", "user", "s3cret").toString())
                .doesNotContain("s3cret");
    }
}
