package com.steveslist.infra.eventstore;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.steveslist.events.log.LogPosition;
import java.util.OptionalLong;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.jspecify.annotations.Nullable;

/** How far an Axon processor has read. As JSON: {@code {"epoch": 1, "position": 42}}. There are no gaps to remember. */
public record LogToken(@JsonUnwrapped LogPosition at) implements TrackingToken, Comparable<LogToken> {

    public static final LogToken START = of(LogPosition.START);

    public static LogToken of(LogPosition at) {
        return new LogToken(at);
    }

    /** The place that a token stands for; null is the beginning. Of a wrapped one, such as a replay's, the lower bound. */
    public static LogToken from(@Nullable TrackingToken token) {
        TrackingToken inner = token == null ? START : WrappedToken.unwrapLowerBound(token);
        if (inner instanceof LogToken logToken) {
            return logToken;
        }
        if (inner == null) {
            return START;
        }
        throw new IllegalArgumentException("not a place in this log: " + token);
    }

    @Override
    public LogToken lowerBound(TrackingToken other) {
        LogToken that = from(other);
        return compareTo(that) <= 0 ? this : that;
    }

    @Override
    public LogToken upperBound(TrackingToken other) {
        LogToken that = from(other);
        return compareTo(that) >= 0 ? this : that;
    }

    @Override
    public boolean covers(@Nullable TrackingToken other) {
        return other == null || compareTo(from(other)) >= 0;
    }

    @Override
    public OptionalLong position() {
        return OptionalLong.of(at.position());
    }

    @Override
    public int compareTo(LogToken other) {
        return at.compareTo(other.at);
    }
}
