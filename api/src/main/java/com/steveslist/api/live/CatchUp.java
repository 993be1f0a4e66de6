package com.steveslist.api.live;

import com.steveslist.events.log.LogPosition;
import com.steveslist.query.feed.EventFeed;
import com.steveslist.query.feed.FeedEvent;
import com.steveslist.query.feed.FeedPage;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings a subscription from a place in the past to the log's end, page by page, and hands it over to the {@link Tail} without a gap or an
 * event twice. However many catch up, few pages are read at once.
 */
final class CatchUp {

    private static final int PAGE = 200;
    private static final int AT_ONCE = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final EventFeed feed;
    private final Semaphore reading = new Semaphore(AT_ONCE, true);

    CatchUp(EventFeed feed) {
        this.feed = feed;
    }

    /** The log cannot be read at the moment. */
    static final class UnavailableException extends Exception {
        private static final long serialVersionUID = 1;

        UnavailableException(@Nullable Throwable cause) {
            super("the log cannot be read at the moment", cause, false, false);
        }
    }

    /**
     * Returns the place up to which everything was told: the tail offers what is after it, and perhaps, when it was behind, some of what is
     * before. Null when the subscription has ended on the way.
     *
     * @param after the last place that the listener has seen; null for the log's end
     */
    @Nullable
    LogPosition run(Subscription subscription, Tail tail, @Nullable LogPosition after) throws Exception {
        LogPosition near = after == null ? asked(feed::end) : tell(subscription, begin(subscription, after), Long.MAX_VALUE);
        if (near == null) {
            return null;
        }
        LogPosition joined = asked(() -> tail.join(subscription));
        if (joined.position() <= near.position()) {
            return near;
        }
        return tell(subscription, near, joined.position()) == null ? null : joined;
    }

    private LogPosition begin(Subscription subscription, LogPosition after) throws Exception {
        LogPosition start = asked(() -> feed.kept(after));
        if (start.position() < after.position()) {
            subscription.listener().rewound(start);
        }
        return start;
    }

    /** Tells everything after a place up to {@code last}, or to the log's end. The place where it ended; null when nobody listens any more. */
    private @Nullable LogPosition tell(Subscription subscription, LogPosition after, long last) throws Exception {
        LogPosition at = after;
        boolean more = at.position() < last;
        while (more && !subscription.isEnded()) {
            FeedPage page = read(subscription, at);
            for (FeedEvent event : page.events()) {
                if (event.at().position() <= last && !subscription.isEnded()) {
                    subscription.listener().heard(event);
                }
            }
            at = page.readTo();
            more = page.more() && at.position() < last;
        }
        return subscription.isEnded() ? null : at;
    }

    private FeedPage read(Subscription subscription, LogPosition at) throws UnavailableException, InterruptedException {
        if (!reading.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new UnavailableException(null);
        }
        try {
            return asked(() -> feed.next(at, subscription.filter(), PAGE));
        } finally {
            reading.release();
        }
    }

    private static <T> T asked(Supplier<T> question) throws UnavailableException {
        try {
            return question.get();
        } catch (RuntimeException e) {
            throw new UnavailableException(e);
        }
    }
}
