package com.steveslist.api.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.steveslist.api.limits.RateLimitSettings.Mode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.PropertySourcesPropertyResolver;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ClassPathResource;

class RateLimitSettingsTest {

    /** As the application reads them: {@code application.yml} behind the environment. */
    private static RateLimitSettings read(Map<String, Object> environment) throws Exception {
        MutablePropertySources sources = new MutablePropertySources();
        sources.addLast(new SystemEnvironmentPropertySource("systemEnvironment", environment));
        for (PropertySource<?> file : new YamlPropertySourceLoader().load("file", new ClassPathResource("application.yml"))) {
            sources.addLast(file);
        }
        PropertySourcesPropertyResolver placeholders = new PropertySourcesPropertyResolver(sources);
        return new Binder(ConfigurationPropertySources.from(sources), value -> value instanceof String text
                ? placeholders.resolvePlaceholders(text)
                : value).bindOrCreate("steveslist.rate-limits", RateLimitSettings.class);
    }

    @Test
    void the_defaults_are_those_that_API_md_promises() throws Exception {
        assertThat(read(Map.of()))
                .isEqualTo(new RateLimitSettings(Mode.ON, Duration.ofMinutes(1), 2_000, 600, 600, 600, 20, 5, List.of(),
                        ProxyHeader.X_FORWARDED));
    }

    @Test
    void one_variable_switches_refusing_off() throws Exception {
        assertThat(read(Map.of("STEVESLIST_RATE_LIMITS", "off")).mode()).isEqualTo(Mode.OFF);
        assertThat(read(Map.of("STEVESLIST_RATE_LIMITS", "on")).mode()).isEqualTo(Mode.ON);
    }

    @Test
    void every_property_can_be_set() throws Exception {
        Map<String, Object> environment = new HashMap<>(Map.of(
                "STEVESLIST_RATE_LIMITS_MODE", "off", "STEVESLIST_RATE_LIMITS_WINDOW", "10s", "STEVESLIST_RATE_LIMITS_READS", "1",
                "STEVESLIST_RATE_LIMITS_WRITES", "2", "STEVESLIST_RATE_LIMITS_SEARCH", "3", "STEVESLIST_RATE_LIMITS_ADDRESS", "4",
                "STEVESLIST_RATE_LIMITS_SIGN_IN", "5", "STEVESLIST_RATE_LIMITS_KEYS_AN_ACCOUNT", "6",
                "STEVESLIST_RATE_LIMITS_TRUSTED_PROXIES", "10.0.0.0/8,::1"));
        environment.put("STEVESLIST_RATE_LIMITS_PROXY_HEADER", "forwarded");

        assertThat(read(environment)).isEqualTo(
                new RateLimitSettings(Mode.OFF, Duration.ofSeconds(10), 1, 2, 3, 4, 5, 6, List.of("10.0.0.0/8", "::1"),
                        ProxyHeader.FORWARDED));
    }

    @Test
    void a_bad_value_is_quoted_with_what_is_allowed() {
        assertThatThrownBy(() -> read(Map.of("STEVESLIST_RATE_LIMITS_WRITES", "0")))
                .rootCause().hasMessage("steveslist.rate-limits.writes=0 must be from 1 to 100000000");
        assertThatThrownBy(() -> read(Map.of("STEVESLIST_RATE_LIMITS_WINDOW", "2h")))
                .rootCause().hasMessage("steveslist.rate-limits.window=PT2H must be from 1s to 1h");
        assertThatThrownBy(() -> read(Map.of("STEVESLIST_RATE_LIMITS_TRUSTED_PROXIES", "proxy.example")))
                .hasStackTraceContaining("proxy.example is no address or network such as 10.0.0.0/8");
    }
}
