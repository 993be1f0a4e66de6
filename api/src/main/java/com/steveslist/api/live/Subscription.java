package com.steveslist.api.live;

import com.steveslist.api.live.LiveListener.Ending;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.feed.EventFilter;
import com.steveslist.query.feed.FeedEvent;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One listener's way through the log: first what happened before it came, page by page, then what happens, from a bounded queue. */
public final class Subscription implements AutoCloseable {

    /** How many events wait for a listener before it counts as too slow. */
    static final int QUEUE = 512;

    private static final long SILENCE_MILLIS = 500;

    private final AccountId subscriber;
    private final EventFilter filter;
    private final LiveListener listener;
    private final BlockingQueue<FeedEvent> queue = new LinkedBlockingQueue<>(QUEUE);
    private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();

    Subscription(AccountId subscriber, EventFilter filter, LiveListener listener) {
        this.subscriber = subscriber;
        this.filter = filter;
        this.listener = listener;
    }

    /** Ends it, within about half a second; events that are on their way may still be heard. May be called again. */
    @Override
    public void close() {
        end(Ending.CLOSED);
    }

    void end(Ending why) {
        if (ending.compareAndSet(null, why)) {
            queue.clear();
        }
    }

    AccountId subscriber() {
        return subscriber;
    }

    EventFilter filter() {
        return filter;
    }

    /** Never blocks: who does not take what is there is ended. */
    void offer(FeedEvent event) {
        if (filter.wants(event) && ending.get() == null && !queue.offer(event)) {
            end(Ending.TOO_SLOW);
        }
    }

    /** The whole life of it, on a thread of its own. */
    void run(Tail tail, CatchUp catchUp, @Nullable LogPosition after) {
        try {
            LogPosition told = catchUp.run(this, tail, after);
            if (told != null) {
                listener.quiet(told);
                listen(tail, told);
            }
        } catch (CatchUp.UnavailableException e) {
            end(Ending.UNAVAILABLE);
        } catch (Exception gone) {
            // The listener's own business, such as a client that went away.
            end(Ending.CLOSED);
        } finally {
            tail.leave(this);
            Ending why = ending.get();
            listener.ended(why == null ? Ending.CLOSED : why);
        }
    }

    /** @param told everything up to there was heard, also what the tail, which was behind, offers once more */
    private void listen(Tail tail, LogPosition told) throws Exception {
        while (ending.get() == null) {
            // Read before the queue is looked at: what is before it was offered before, so an empty queue means that all of it was heard.
            LogPosition offered = tail.at();
            FeedEvent event = queue.poll(SILENCE_MILLIS, TimeUnit.MILLISECONDS);
            if (event == null && offered != null && ending.get() == null) {
                listener.quiet(offered.position() < told.position() ? told : offered);
            } else if (event != null && event.at().position() > told.position()) {
                listener.heard(event);
            }
        }
    }

    boolean isEnded() {
        return ending.get() != null;
    }

    LiveListener listener() {
        return listener;
    }
}
