package com.steveslist.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.envelope.Actor;
import com.steveslist.events.envelope.EventEnvelope;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.audit.PastEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;

class CausesTest {

    private static final AccountId OWNER = AccountId.next();
    private final PastEvent began = event(1, null);
    private final PastEvent hidden = event(2, "e1");
    private final PastEvent effect = event(3, "e2");
    private final PastEvent orphan = event(4, "elsewhere");
    private final Causes all = new Causes(List.of(began, hidden, effect, orphan), event -> true);
    private final Causes some = new Causes(List.of(began, hidden, effect, orphan), event -> event != hidden);

    private static PastEvent event(long position, @Nullable String causedBy) {
        return new PastEvent(
                new EventEnvelope(
                        new LogPosition(1, position), "s", 0, "e" + position, "order.placed", 1, Instant.EPOCH, Instant.EPOCH, OWNER,
                        List.of(OWNER), new Actor(Actor.Kind.SAGA, "process.checkout"), "r", "r", causedBy, Map.of()),
                new byte[0]);
    }

    @Test
    void a_chain_goes_back_to_what_began_it() {
        assertThat(all.chain(effect)).containsExactly(hidden, began);
        assertThat(all.chain(began)).isEmpty();
        assertThat(all.chain(orphan)).isEmpty();
    }

    @Test
    void what_began_it_all_is_told_whoever_may_know_of_it() {
        assertThat(some.origin(effect)).isSameAs(began);
        assertThat(some.origin(orphan)).isSameAs(orphan);
    }

    @Test
    void causes_are_looked_for_close_before_their_effects_however_often_others_used_the_same_request_id() {
        PastEvent root = event(50_000, null);
        PastEvent cause = event(50_700, "e50000");
        PastEvent mine = event(52_000, "e50700");
        List<Long> asked = new ArrayList<>();

        List<PastEvent> found = CauseSearch.withCauses(List.of(event(7, null), mine), before -> {
            asked.add(before);
            return LongStream.rangeClosed(1, Histories.OF_REQUEST)
                    .map(back -> before - back)
                    .mapToObj(position -> position == 50_000 ? root : position == 50_700 ? cause : event(position, null))
                    .toList();
        });

        assertThat(found.stream().map(PastEvent::position)).containsExactly(7L, 50_000L, 50_700L, 52_000L);
        assertThat(asked).containsExactly(52_000L, 51_000L);
    }

    @Test
    void what_cannot_be_found_is_not_looked_for_for_ever() {
        List<Long> asked = new ArrayList<>();

        assertThat(CauseSearch.withCauses(List.of(event(1_000_000, "elsewhere")), before -> {
            asked.add(before);
            return LongStream.rangeClosed(1, Histories.OF_REQUEST).mapToObj(back -> event(before - back, null)).toList();
        })).hasSize(1);
        assertThat(asked).hasSize(CauseSearch.LOOKS);
        assertThat(CauseSearch.withCauses(List.of(event(9, "elsewhere")), before -> List.of())).hasSize(1);
    }

    @Test
    void what_may_not_be_known_is_passed_over() {
        assertThat(some.chain(effect)).containsExactly(began);
        assertThat(some.causeOf(effect)).isSameAs(began);
    }
}
