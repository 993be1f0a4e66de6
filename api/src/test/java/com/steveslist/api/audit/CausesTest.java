package com.steveslist.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.envelope.Actor;
import com.steveslist.events.envelope.EventEnvelope;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.audit.PastEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
    void what_may_not_be_known_is_passed_over() {
        assertThat(some.chain(effect)).containsExactly(began);
        assertThat(some.causeOf(effect)).isSameAs(began);
    }
}
