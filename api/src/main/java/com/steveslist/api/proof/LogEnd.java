package com.steveslist.api.proof;

import com.steveslist.api.consistency.ConsistencyTokens;
import com.steveslist.api.http.Call;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.audit.EventHistory;
import org.springframework.stereotype.Component;

/** Where the log ends while a call is answered. */
@Component
final class LogEnd {

    private final EventHistory history;

    LogEnd(EventHistory history) {
        this.history = history;
    }

    /** Throws {@code invalid_consistency_token} when the client says that it has seen more. */
    LogPosition of(Call call) {
        LogPosition end = history.end();
        LogPosition seen = call.notBefore();
        if (seen != null && !end.covers(seen)) {
            throw ConsistencyTokens.refused();
        }
        return end;
    }
}
