package com.steveslist.events.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class LogPositionTest {

    @Test
    void covers_what_came_before_it_and_itself() {
        assertThat(new LogPosition(1, 7).covers(new LogPosition(1, 7))).isTrue();
        assertThat(new LogPosition(1, 7).covers(new LogPosition(1, 8))).isFalse();
    }

    @Test
    void a_later_epoch_covers_every_position_of_an_earlier_one() {
        assertThat(new LogPosition(2, 1).covers(new LogPosition(1, 1_000))).isTrue();
        assertThat(new LogPosition(1, 1_000).covers(new LogPosition(2, 1))).isFalse();
    }

    @Test
    void starts_before_the_first_event() {
        assertThat(LogPosition.START.position()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> new LogPosition(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new LogPosition(1, -1));
    }
}
