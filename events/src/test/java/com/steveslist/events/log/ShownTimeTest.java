package com.steveslist.events.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ShownTimeTest {

    @Test
    void a_time_of_whole_milliseconds_means_all_that_is_shown_as_it() {
        assertThat(ShownTime.lastOf(Instant.parse("2026-12-01T10:00:00.123Z"))).isEqualTo("2026-12-01T10:00:00.123999Z");
        assertThat(ShownTime.lastOf(Instant.parse("2026-12-01T10:00:00Z"))).isEqualTo("2026-12-01T10:00:00.000999Z");
    }

    @Test
    void a_finer_one_means_itself() {
        Instant fine = Instant.parse("2026-12-01T10:00:00.123456Z");

        assertThat(ShownTime.lastOf(fine)).isEqualTo(fine);
    }
}
