package com.steveslist.infra.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void a_percentile_is_the_nearest_rank_of_what_was_measured() {
        Latencies hundred = latencies(1, 100);
        assertThat(hundred.millis(0.5)).isEqualTo(50);
        assertThat(hundred.millis(0.99)).isEqualTo(99);
        assertThat(hundred.millis(1)).isEqualTo(100);
        assertThat(latencies(7, 7).millis(0.99)).isEqualTo(7);
        assertThat(latencies(1, 3).millis(0.5)).isEqualTo(2);
    }

    @Test
    void parts_are_joined_however_many_there_are() {
        Latencies all = Latencies.join(List.of(latencies(1, 3_000), latencies(3_001, 5_000), new Latencies()));
        assertThat(all.count()).isEqualTo(5_000);
        assertThat(all.millis(0.99)).isEqualTo(4_950);
    }

    @Test
    void nothing_measured_has_no_percentile() {
        assertThatThrownBy(() -> new Latencies().millis(0.5)).isInstanceOf(IllegalStateException.class);
    }

    /** From the longest to the shortest, since order must not matter. */
    private static Latencies latencies(long firstMillis, long lastMillis) {
        Latencies latencies = new Latencies();
        LongStream.rangeClosed(firstMillis, lastMillis).map(millis -> firstMillis + lastMillis - millis)
                .forEach(millis -> latencies.add(millis * 1_000_000));
        return latencies;
    }
}
