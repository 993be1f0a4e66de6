package com.steveslist.command.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class OrderPolicyTest {

    private static OrderPolicy bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("steveslist.policy", OrderPolicy.class);
    }

    @Test
    void has_defaults() {
        assertThat(bind(Map.of())).isEqualTo(new OrderPolicy(Duration.ofDays(7), Duration.ofDays(14), RefundWindow.NONE));
    }

    @Test
    void is_set_by_properties() {
        assertThat(bind(Map.of(
                "steveslist.policy.ship-by", "3s", "steveslist.policy.complete-after", "2h", "steveslist.policy.refund-window", "30d")))
                .isEqualTo(new OrderPolicy(Duration.ofSeconds(3), Duration.ofHours(2), new RefundWindow(Duration.ofDays(30))));
        assertThat(bind(Map.of("steveslist.policy.refund-window", "none")).refundWindow()).isEqualTo(RefundWindow.NONE);
    }

    @Test
    void quotes_a_bad_value_and_says_what_is_allowed() {
        assertThatThrownBy(() -> bind(Map.of("steveslist.policy.ship-by", "0s")))
                .rootCause()
                .hasMessage("steveslist.policy.ship-by is PT0S: give a time above zero, such as 7d or 12h");
    }

    @Test
    void quotes_a_bad_window_and_says_what_is_allowed() {
        assertThatThrownBy(() -> bind(Map.of("steveslist.policy.refund-window", "a while")))
                .hasStackTraceContaining("steveslist.policy.refund-window is a while: give a time above zero, such as 14d or 12h, or none");
    }
}
