package com.steveslist.projections.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.envelope.Actor;
import com.steveslist.events.envelope.EventEnvelope;
import com.steveslist.events.log.LogPosition;
import com.steveslist.infra.eventstore.Epochs;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogImageTest {
    private static final AccountId OWNER = AccountId.next();

    private final LogImage log = new LogImage(new Epochs(List.of()));

    @Test
    void a_copy_in_another_order_is_the_same() {
        logged("a", "b", "c");

        assertThat(copyOf(3, "c", 1, "a", 2, "b").check("copy", true).differences()).isZero();
    }

    @Test
    void an_event_that_comes_again_is_allowed_where_it_may_come_again() {
        logged("a", "b");
        LogImage.Copy copy = copyOf(1, "a", 2, "b", 2, "b");

        assertThat(copy.check("copy", false).differences()).isZero();
        assertThat(copy.check("copy", true).differences()).isEqualTo(1);
    }

    @Test
    void a_missing_a_foreign_and_another_event_are_found() {
        logged("a", "b", "c");

        assertThat(copyOf(1, "a", 2, "b").check("copy", true).examples()).containsExactly("position 3 is missing");
        assertThat(copyOf(1, "a", 2, "b", 3, "c", 4, "d").check("copy", true).examples())
                .containsExactly("position 4 is not in the log");
        assertThat(copyOf(1, "a", 2, "x", 3, "c").check("copy", true).examples()).contains("position 2 is another event: x");
    }

    @Test
    void a_gap_in_positions_or_versions_is_found() {
        log.add(event(1, 0, "a"));
        log.add(event(3, 2, "b"));

        assertThat(log.gapless().differences()).isEqualTo(2);
    }

    @Test
    void a_topic_may_repeat_an_event_and_may_not_show_one_behind_its_successor() {
        logged("a", "b", "c");
        LogImage.Copy repeated = log.copy();
        LogImage.Copy disordered = log.copy();

        for (int position : new int[] {1, 2, 1, 2, 3}) {
            repeated.add(0, new LogPosition(1, position), "abc".substring(position - 1, position));
        }
        for (int position : new int[] {1, 3, 2}) {
            disordered.add(0, new LogPosition(1, position), "abc".substring(position - 1, position));
        }

        assertThat(repeated.check("topic", false).differences()).isZero();
        assertThat(disordered.check("topic", false).differences()).isEqualTo(1);
    }

    private void logged(String... eventIds) {
        for (int i = 0; i < eventIds.length; i++) {
            log.add(event(i + 1, i, eventIds[i]));
        }
        assertThat(log.gapless().differences()).isZero();
    }

    private LogImage.Copy copyOf(Object... positionsAndIds) {
        LogImage.Copy copy = log.copy();
        for (int i = 0; i < positionsAndIds.length; i += 2) {
            copy.add((Integer) positionsAndIds[i], (String) positionsAndIds[i + 1]);
        }
        return copy;
    }

    private static EventEnvelope event(long position, long version, String id) {
        return new EventEnvelope(new LogPosition(1, position), "stream", version, id, "type", 1, Instant.EPOCH, Instant.EPOCH, OWNER,
                List.of(OWNER), new Actor(Actor.Kind.JOB, "test"), null, null, null, Map.of());
    }
}
