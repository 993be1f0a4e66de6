package com.steveslist.api.live;

import com.steveslist.api.consistency.ConsistencyTokens;
import com.steveslist.api.http.EventOutput;
import com.steveslist.api.http.Json;
import com.steveslist.api.live.LiveListener.Ending;
import com.steveslist.events.log.LogPosition;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Writes what a listener hears as server-sent events, for as long as the client's credentials hold; each has the token of its place. */
public final class StreamWriter {

    private static final long HEARTBEAT_NANOS = Duration.ofSeconds(15).toNanos();
    private static final long STANDING_NANOS = Duration.ofMillis(400).toNanos();

    private final EventOutput out;
    private final ConsistencyTokens tokens;
    private final BooleanSupplier standing;
    private long writtenAt = System.nanoTime() - HEARTBEAT_NANOS;
    private long askedAt = System.nanoTime();

    StreamWriter(EventOutput out, ConsistencyTokens tokens, BooleanSupplier standing) {
        this.out = out;
        this.tokens = tokens;
        this.standing = standing;
    }

    /** Throws when the client is gone or may no longer listen. */
    public void write(LogPosition at, String type, Object resource) throws IOException {
        requireStanding();
        out.event(tokens.encode(at), type, Json.write(resource, false));
        writtenAt = System.nanoTime();
    }

    /**
     * To be called a few times a second while there is nothing to write. Tells the client its place at once when nothing was written yet,
     * and then when nothing was for a while.
     */
    public void quiet(LogPosition at) throws IOException {
        requireStanding();
        if (System.nanoTime() - writtenAt >= HEARTBEAT_NANOS) {
            out.place(tokens.encode(at));
            writtenAt = System.nanoTime();
        }
    }

    /** Tells that a promotion or a restore took back what the client has seen after a place, from which it now hears what is true. */
    public void rewound(LogPosition place) throws IOException {
        write(place, "stream.rewound", Map.of("type", "stream.rewound", "after", tokens.encode(place)));
    }

    public void ended(Ending why) {
        try {
            switch (why) {
                case STOPPING, REWOUND, UNAVAILABLE -> out.comment("this node tells no more: connect again with the last id");
                case CLOSED, TOO_SLOW -> {
                    // The one is gone, the other would not read it.
                }
            }
        } catch (IOException gone) {
            // Nobody is left to be told.
        } finally {
            out.close();
        }
    }

    private void requireStanding() throws IOException {
        if (System.nanoTime() - askedAt >= STANDING_NANOS) {
            askedAt = System.nanoTime();
            if (!standing.getAsBoolean()) {
                throw new IOException("the credentials no longer hold");
            }
        }
    }
}
