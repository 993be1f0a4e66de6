package com.steveslist.api.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.steveslist.api.mail.MailProperties.Smtp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class MailPropertiesTest {

    private static MailProperties bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("steveslist.mail", MailProperties.class);
    }

    @Test
    void without_any_setting_mails_go_into_a_folder() {
        assertThat(bound(Map.of())).isEqualTo(new MailProperties(
                "Steveslist <no-reply@steveslist.example>",
                Path.of(".steveslist/mail"),
                null,
                null,
                new Smtp(null, 587, null, null, Smtp.Security.STARTTLS, Duration.ofSeconds(10))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com", "https://example.com/", "https://example.com/shop", "javascript:alert(1)",
            "https://a@example.com", ""})
    void links_lead_to_a_server_and_to_nothing_else(String origin) {
        assertThatThrownBy(() -> bound(Map.of("steveslist.mail.origin", origin)))
                .rootCause()
                .hasMessageContaining("steveslist.mail.origin is '" + origin + "'");
    }

    @Test
    void every_setting_counts_and_the_password_is_not_told() {
        MailProperties settings = bound(Map.of(
                "steveslist.mail.from", "shop@example.com",
                "steveslist.mail.outbox", "elsewhere",
                "steveslist.mail.origin", "https://example.com:8443",
                "steveslist.mail.password-reset-page", "https://example.com/reset",
                "steveslist.mail.smtp.host", "mail.example.com",
                "steveslist.mail.smtp.port", "465",
                "steveslist.mail.smtp.user", "shop",
                "steveslist.mail.smtp.password", "a secret",
                "steveslist.mail.smtp.security", "tls",
                "steveslist.mail.smtp.timeout", "3s"));

        assertThat(settings).isEqualTo(new MailProperties(
                "shop@example.com",
                Path.of("elsewhere"),
                "https://example.com:8443",
                "https://example.com/reset",
                new Smtp("mail.example.com", 465, "shop", "a secret", Smtp.Security.TLS, Duration.ofSeconds(3))));
        assertThat(settings.toString()).contains("mail.example.com:465 (tls)").doesNotContain("a secret");
    }
}
