package com.steveslist.api.live;

import com.steveslist.api.consistency.ConsistencyTokens;
import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.EventOutput;
import com.steveslist.events.log.LogPosition;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What streams of events have in common: how a client says how far it was, and how they are written. */
@Component
public final class Streams {

    /** What a browser sends by itself when it connects again; it outweighs {@code after}, which still stands in the address. */
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private static final int LONGEST_TOKEN = 200;

    private final ConsistencyTokens tokens;

    Streams(ConsistencyTokens tokens) {
        this.tokens = tokens;
    }

    /** The token of the last place that the client has seen; null for now. Read it before {@code params.done()}. */
    public static @Nullable String lastSeen(Call call) {
        String after = call.params().text("after", LONGEST_TOKEN);
        String again = call.header(LAST_EVENT_ID);
        return again == null || again.isBlank() ? after : again;
    }

    /** Throws {@code invalid_consistency_token} for a token that is not ours. */
    public @Nullable LogPosition place(@Nullable String token) {
        try {
            return token == null ? null : tokens.decode(token);
        } catch (ApiException e) {
            throw unknownPlace();
        }
    }

    /** For a place that we have not given out, or that the log has not reached. */
    static ApiException unknownPlace() {
        return ApiException.of(
                ErrorCode.INVALID_CONSISTENCY_TOKEN,
                "after, or Last-Event-ID, must be as it was given out: next_cursor of a list of events, the id of a message of a stream,"
                        + " or a Consistency-Token.");
    }

    /** @param standing whether the client's credentials still hold; asked about twice a second */
    public StreamWriter writer(EventOutput out, BooleanSupplier standing) {
        return new StreamWriter(out, tokens, standing);
    }
}
