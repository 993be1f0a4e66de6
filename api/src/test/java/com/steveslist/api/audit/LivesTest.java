package com.steveslist.api.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.envelope.Actor;
import com.steveslist.events.envelope.EventEnvelope;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.audit.PastEvent;
import com.steveslist.query.audit.StreamReplay;
import com.steveslist.query.audit.StreamReplay.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LivesTest {

    private static final AccountId OWNER = AccountId.next();
    private static final LogPosition END = new LogPosition(1, 3);

    /** A thing to which three things happened. */
    private final StreamReplay log = (stream, upTo, visitor) -> {
        for (long position = 1; position <= upTo && visitor.visit(step(stream, position)); position++) {
            assertThat(position).isLessThanOrEqualTo(END.position());
        }
        return true;
    };

    private static Step step(String stream, long position) {
        return new Step(
                new PastEvent(
                        new EventEnvelope(
                                new LogPosition(1, position), stream, position - 1, "e" + position, "listing.changed", 1, Instant.EPOCH,
                                Instant.EPOCH, OWNER, List.of(OWNER), new Actor(Actor.Kind.ACCOUNT, OWNER.value()), "r", "r", null,
                                Map.of()),
                        new byte[0]),
                List.of());
    }

    @Test
    void shows_all_of_it_or_as_much_as_is_wanted() {
        List<Long> seen = new ArrayList<>();
        new Lives(log).show("lst_1", END, step -> seen.add(step.event().position()) && seen.size() < 2);

        assertThat(seen).containsExactly(1L, 2L);
    }

    @Test
    void gives_up_a_life_that_takes_too_long_and_says_what_to_do_instead() {
        Lives impatient = new Lives(log, Duration.ofNanos(-1));

        assertThatThrownBy(() -> impatient.show("lst_1", END, step -> true))
                .isInstanceOfSatisfying(ApiException.class, refused -> assertThat(refused.code()).isEqualTo(ErrorCode.OVERLOADED))
                .hasMessageContaining("/v1/audit/events?stream=lst_1");
    }
}
