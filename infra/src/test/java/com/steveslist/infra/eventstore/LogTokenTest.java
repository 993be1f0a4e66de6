package com.steveslist.infra.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.steveslist.events.log.LogPosition;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.junit.jupiter.api.Test;

class LogTokenTest {

    private final LogToken early = token(1, 10);
    private final LogToken late = token(1, 20);
    private final LogToken nextEpoch = token(2, 15);

    @Test
    void a_token_covers_what_is_not_after_it_in_epoch_and_position() {
        assertThat(late.covers(early)).isTrue();
        assertThat(late.covers(late)).isTrue();
        assertThat(early.covers(late)).isFalse();
        assertThat(nextEpoch.covers(late)).isTrue();
        assertThat(early.covers(null)).isTrue();
    }

    @Test
    void bounds_are_the_earlier_and_the_later_one() {
        assertThat(early.lowerBound(late)).isEqualTo(early);
        assertThat(late.lowerBound(early)).isEqualTo(early);
        assertThat(early.upperBound(late)).isEqualTo(late);
        assertThat(nextEpoch.upperBound(late)).isEqualTo(nextEpoch);
    }

    @Test
    void json_is_small_and_comes_back() throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        String json = mapper.writeValueAsString(late);
        assertThat(json).isEqualTo("{\"epoch\":1,\"position\":20}");
        assertThat(mapper.readValue(json, LogToken.class)).isEqualTo(late);
    }

    @Test
    void no_token_is_the_start_and_a_replays_token_is_where_the_replay_is() {
        assertThat(LogToken.from(null)).isEqualTo(LogToken.START);
        assertThat(LogToken.from(ReplayToken.createReplayToken(late, early))).isEqualTo(early);
        assertThat(LogToken.from(ReplayToken.createReplayToken(late, null))).isEqualTo(LogToken.START);
    }

    @Test
    void another_logs_token_is_refused() {
        assertThatThrownBy(() -> LogToken.from(new GlobalSequenceTrackingToken(3))).isInstanceOf(IllegalArgumentException.class);
    }

    private static LogToken token(int epoch, long position) {
        return LogToken.of(new LogPosition(epoch, position));
    }
}
