package com.steveslist.api.audit;

import com.steveslist.api.consistency.ConsistencyTokens;
import com.steveslist.api.input.Params;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.audit.EventHistory;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code as_of}: a time, or the token of an answer. */
@Component
final class AsOf {

    private static final int LONGEST = 200;

    private final EventHistory history;
    private final ConsistencyTokens tokens;

    AsOf(EventHistory history, ConsistencyTokens tokens) {
        this.history = history;
        this.tokens = tokens;
    }

    /** As it was given; null for now. Read it before {@code params.done()}. */
    static @Nullable String read(Params params) {
        return params.text("as_of", LONGEST);
    }

    /** The place that is meant, at most {@code end}. Throws {@code invalid_consistency_token} for what is neither a time nor a token. */
    LogPosition place(@Nullable String asOf, LogPosition end) {
        if (asOf == null) {
            return end;
        }
        LogPosition place = time(asOf);
        if (place == null) {
            place = tokens.decode(asOf);
        }
        if (!end.covers(place)) {
            throw ConsistencyTokens.refused();
        }
        return place;
    }

    private @Nullable LogPosition time(String asOf) {
        try {
            return history.placeAt(OffsetDateTime.parse(asOf).toInstant());
        } catch (DateTimeException noTime) {
            return null;
        }
    }
}
