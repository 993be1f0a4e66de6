package com.steveslist.api.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SignInPropertiesTest {
    private static final String GOOGLE = "providers.google.";

    private static SignInProperties bind(Map<String, String> properties) {
        Map<String, String> all = new HashMap<>();
        properties.forEach((name, value) -> all.put("steveslist.sign-in." + name, value));
        return new Binder(new MapConfigurationPropertySource(all)).bindOrCreate("steveslist.sign-in", SignInProperties.class);
    }

    @Test
    void without_settings_there_is_nobody_to_sign_in_with() {
        SignInProperties properties = bind(Map.of());
        assertThat(properties.providers()).isEmpty();
        assertThat(properties.landingPage()).isEqualTo("/");
        assertThat(properties.origin()).isNull();
    }

    @Test
    void every_setting_is_read() {
        Map<String, String> settings = new HashMap<>(Map.of(
                GOOGLE + "issuer", "https://accounts.google.com", GOOGLE + "client-id", "id", GOOGLE + "client-secret", "hush"));
        settings.putAll(Map.of(
                "origin", "https://steveslist.example", "landing-page", "/welcome", "providers.hub.kind", "github",
                "providers.hub.label", "Our hub", "providers.hub.client-id", "id", "providers.hub.client-secret", "hush",
                "providers.hub.server", "https://hub.example", "providers.hub.api", "https://api.hub.example"));
        SignInProperties properties = bind(settings);
        assertThat(properties.origin()).isEqualTo("https://steveslist.example");
        SignInProperties.Provider hub = properties.providers().get("hub");
        assertThat(hub).isEqualTo(new SignInProperties.Provider(SignInProperties.Kind.GITHUB, "Our hub", null, "id", "hush",
                URI.create("https://hub.example"), URI.create("https://api.hub.example")));
        assertThat(properties.toString()).doesNotContain("hush");
    }

    @Test
    void what_is_wrong_is_said() {
        assertThatThrownBy(() -> bind(Map.of("landing-page", "//evil.example"))).rootCause().hasMessageContaining("//evil.example");
        assertThatThrownBy(() -> bind(Map.of(GOOGLE + "issuer", "https://accounts.google.com"))).rootCause()
                .hasMessageContaining("google needs client-id and client-secret");
        assertThatThrownBy(() -> bind(Map.of(GOOGLE + "client-id", "id", GOOGLE + "client-secret", "hush"))).rootCause()
                .hasMessageContaining("google needs issuer").hasMessageNotContaining("hush");
    }

    @Test
    void a_name_is_made_fit_for_people() {
        assertThat(Newcomers.nameOf("  Ada\u0000\nLovelace ", "ada@people.example")).isEqualTo("Ada  Lovelace");
        assertThat(Newcomers.nameOf("x".repeat(300), "ada@people.example")).hasSize(200);
        assertThat(Newcomers.nameOf(null, "ada@people.example")).isEqualTo("ada");
        assertThat(Newcomers.nameOf(" ", "ada@people.example")).isEqualTo("ada");
    }
}
