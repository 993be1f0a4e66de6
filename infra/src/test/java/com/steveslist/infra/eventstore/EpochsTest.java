package com.steveslist.infra.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.events.log.LogPosition;
import java.util.List;
import org.junit.jupiter.api.Test;

class EpochsTest {
    private final Epochs epochs = new Epochs(List.of(new Epochs.Epoch(1, 1), new Epochs.Epoch(2, 16), new Epochs.Epoch(4, 11)));

    @Test
    void what_stands_at_or_behind_the_beginning_of_a_later_epoch_is_lost() {
        assertThat(epochs.lost(new LogPosition(1, 10))).isFalse();
        assertThat(epochs.lost(new LogPosition(1, 11))).isTrue();
        assertThat(epochs.lost(new LogPosition(2, 16))).isTrue();
        assertThat(epochs.lost(new LogPosition(4, 11))).isFalse();
    }

    @Test
    void an_epoch_in_which_nothing_has_happened_leaves_nobody_behind() {
        LogPosition end = new LogPosition(4, 10);
        assertThat(epochs.reached(new LogPosition(1, 10), end)).isTrue();
        assertThat(epochs.reached(new LogPosition(1, 9), end)).isFalse();
        assertThat(epochs.reached(new LogPosition(2, 20), end)).isFalse();
    }

    @Test
    void the_place_before_the_present_epoch_is_behind_all_that_is_lost() {
        assertThat(epochs.beforePresent()).isGreaterThan(new LogPosition(2, 1_000)).isLessThan(new LogPosition(4, 11));
    }

    @Test
    void an_event_that_is_there_is_of_the_last_epoch_that_had_begun() {
        assertThat(epochs.placeOf(10)).isEqualTo(new LogPosition(1, 10));
        assertThat(epochs.placeOf(11)).isEqualTo(new LogPosition(4, 11));
        assertThat(epochs.placeOf(20)).isEqualTo(new LogPosition(4, 20));
    }
}
