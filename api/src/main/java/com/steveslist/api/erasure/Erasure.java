package com.steveslist.api.erasure;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.account.ErasureDemand;
import com.steveslist.events.account.ErasureId;
import com.steveslist.events.envelope.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An erasure on its way.
 *
 * @param reason a member of staff's
 * @param tries of its step, this one included
 * @param open what stood in the way, when it was refused
 * @param deleted rows that went, by what they were
 * @param emailHash keyed, as claims hold it; known from the scrubbing until it is done
 */
record Erasure(
        ErasureId id,
        AccountId account,
        ErasureDemand demandedBy,
        Actor actor,
        String requestId,
        @Nullable String reason,
        Step step,
        int tries,
        List<String> open,
        Map<String, Long> deleted,
        @Nullable String emailHash,
        Instant demandedAt) {

    /** Where it is; in this order. */
    enum Step {
        /** Let nothing new be begun with the account. */
        CLOSE,
        /** Take listings off the market; see that nothing is under way, or refuse. */
        CHECK,
        /** Let no session, key or token open the account any more. */
        REVOKE,
        /** Delete what the account has in our tables, once every node has heard of that. */
        SCRUB,
        /** Destroy the key; certify it. */
        DESTROY,
        /** Delete what calls that were under way may have left. */
        SWEEP,
        SWEEP_AGAIN,
        DONE,
        REFUSED
    }
}
