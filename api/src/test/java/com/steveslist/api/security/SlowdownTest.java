package com.steveslist.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlowdownTest {

    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void the_first_wrong_tries_cost_nothing_and_then_each_doubles_the_pause_up_to_the_longest() {
        Slowdown slowdown = new Slowdown(5, Duration.ofSeconds(30), Duration.ofMinutes(15), DAY);

        assertThat(slowdown.pausesSeconds()).containsExactly(0, 0, 0, 0, 30, 60, 120, 240, 480, 900);
    }

    @Test
    void one_free_try_means_that_the_first_wrong_one_pauses() {
        assertThat(new Slowdown(1, Duration.ofSeconds(10), Duration.ofSeconds(10), DAY).pausesSeconds()).containsExactly(10);
        assertThat(new Slowdown(1, Duration.ofSeconds(10), Duration.ofSeconds(25), DAY).pausesSeconds()).containsExactly(10, 20, 25);
    }

    @Test
    void what_makes_no_sense_is_refused() {
        Duration second = Duration.ofSeconds(1);

        assertThatIllegalArgumentException().isThrownBy(() -> new Slowdown(0, second, second, DAY));
        assertThatIllegalArgumentException().isThrownBy(() -> new Slowdown(1, second.multipliedBy(2), second, DAY));
        assertThatIllegalArgumentException().as("it would be forgotten while it lasts").isThrownBy(() -> new Slowdown(1, second, DAY, DAY));
    }
}
