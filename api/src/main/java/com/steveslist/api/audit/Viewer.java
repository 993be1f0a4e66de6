package com.steveslist.api.audit;

import com.steveslist.api.http.Call;
import com.steveslist.api.security.Identity;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.envelope.EventEnvelope;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who looks at the history.
 *
 * @param isAuditor whether it is one of the staff who sees what concerns others, too
 */
record Viewer(AccountId account, boolean isAuditor) {

    static Viewer of(Call call) {
        call.account();
        Identity identity = Objects.requireNonNull(call.identity());
        return new Viewer(identity.account(), identity.isAuditor());
    }

    boolean mayKnowOf(EventEnvelope event) {
        return isAuditor || event.parties().contains(account);
    }

    /** Whose events alone are searched; null for all. */
    @Nullable
    AccountId limit() {
        return isAuditor ? null : account;
    }
}
