package com.steveslist.api.live;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.live.LiveListener.Ending;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.feed.EventFeed;
import com.steveslist.query.feed.EventFilter;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Lets listeners follow the log live. A subscription holds no connection and no thread of the platform, only a virtual one; how many there
 * are is bounded, for an account and for this node.
 */
@Component
public final class LiveEvents implements SmartLifecycle {

    /** Subscriptions of one account on this node. */
    static final int OF_AN_ACCOUNT = 50;

    /** Subscriptions on this node. */
    private static final int OF_THIS_NODE = 10_000;

    /** Stopped before the web server begins to wait for what is under way: an open stream would use all of its patience. */
    private static final int BEFORE_THE_WEB_SERVER = Integer.MAX_VALUE - 512;

    private final EventFeed feed;
    private final Tail tail;
    private final CatchUp catchUp;
    private final Set<Subscription> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Thread thread;

    LiveEvents(EventFeed feed) {
        this.feed = feed;
        this.tail = new Tail(feed);
        this.catchUp = new CatchUp(feed);
    }

    /**
     * Tells a listener what the filter wants, in the order of the log, each event once and none left out, from a place on.
     *
     * @param subscriber whose account is counted; may follow up to {@value #OF_AN_ACCOUNT} things at once
     * @param after the last place that was heard, on whatever node and in whatever epoch; null for now
     * @throws ApiException {@code too_many_streams}, {@code overloaded}, {@code invalid_consistency_token} for a place that the log has not
     *     reached, {@code unavailable} while this node begins or stops
     */
    public Subscription follow(AccountId subscriber, EventFilter filter, @Nullable LogPosition after, LiveListener listener) {
        if (after != null) {
            checkReached(after);
        }
        Subscription subscription = new Subscription(subscriber, filter, listener);
        admit(subscription);
        Thread.ofVirtual().name("live " + subscriber).start(() -> {
            try {
                subscription.run(tail, catchUp, after);
            } finally {
                open.remove(subscription);
            }
        });
        return subscription;
    }

    /** Throws {@code invalid_consistency_token} for a place that the log has not reached. */
    void checkReached(LogPosition after) {
        LogPosition end = feed.end();
        boolean ofThePresent = after.epoch() == end.epoch();
        if (after.epoch() > end.epoch() || ofThePresent && after.position() > end.position()) {
            throw Streams.unknownPlace();
        }
    }

    private synchronized void admit(Subscription subscription) {
        if (thread == null) {
            throw ApiException.of(ErrorCode.UNAVAILABLE, "This node begins or stops. Try again in a moment.");
        }
        if (open.size() >= OF_THIS_NODE) {
            throw ApiException.of(ErrorCode.OVERLOADED, "Too many listen to this node. Try again in a moment.");
        }
        long own = open.stream().filter(other -> other.subscriber().equals(subscription.subscriber())).count();
        if (own >= OF_AN_ACCOUNT) {
            throw ApiException.of(
                    ErrorCode.TOO_MANY_STREAMS,
                    "An account can have " + OF_AN_ACCOUNT + " streams open at a node. Close one, or use one for more types.");
        }
        open.add(subscription);
    }

    @Override
    public synchronized void start() {
        thread = Thread.ofPlatform().name("live-events").daemon().start(tail);
    }

    @Override
    public synchronized void stop() {
        Thread running = thread;
        if (running != null) {
            thread = null;
            running.interrupt();
            open.forEach(subscription -> subscription.end(Ending.STOPPING));
            tail.endAll(Ending.STOPPING);
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return BEFORE_THE_WEB_SERVER;
    }
}
