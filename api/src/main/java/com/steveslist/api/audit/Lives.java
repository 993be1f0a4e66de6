package com.steveslist.api.audit;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.audit.StreamReplay;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Goes through the lives of things for who may know of them, and no longer than one call may take. */
@Component
final class Lives {

    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final StreamReplay replays;
    private final Duration longest;

    @Autowired
    Lives(StreamReplay replays) {
        this(replays, LONGEST);
    }

    Lives(StreamReplay replays, Duration longest) {
        this.replays = replays;
        this.longest = longest;
    }

    /** From the first event up to a place. Throws {@code overloaded} when it takes too long. */
    void show(String stream, LogPosition upTo, StreamReplay.Visitor visitor) {
        long endsAtNanos = System.nanoTime() + longest.toNanos();
        replays.replay(stream, upTo.position(), step -> {
            if (System.nanoTime() - endsAtNanos > 0) {
                throw ApiException.of(
                        ErrorCode.OVERLOADED,
                        "So much has happened to this thing that going through all of it takes too long at the moment. Read its events page by"
                                + " page with GET /v1/audit/events?stream=" + stream + ", or try again later.");
            }
            return visitor.visit(step);
        });
    }
}
