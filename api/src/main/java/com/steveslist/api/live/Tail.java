package com.steveslist.api.live;

import com.steveslist.api.live.LiveListener.Ending;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.feed.EventFeed;
import com.steveslist.query.feed.FeedEvent;
import com.steveslist.query.feed.FeedPage;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the end of the log once for all subscriptions of this node, and only while there is one. An event that only some accounts may see is
 * offered to the subscriptions of those accounts; the others cost nothing.
 */
final class Tail implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Tail.class);
    private static final Duration LOOK_ROUND = Duration.ofSeconds(1);
    private static final long EPOCH_CHECK_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long RETRY_NANOS = Duration.ofMillis(500).toNanos();

    private final EventFeed feed;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition joined = lock.newCondition();
    private final Map<AccountId, Set<Subscription>> byViewer = new HashMap<>();
    /** Those of this application itself, which see all. */
    private final Set<Subscription> unlimited = new LinkedHashSet<>();
    /** Everything up to here was offered to all; null while nobody listens. */
    private volatile @Nullable LogPosition at;
    private long epochCheckedAt = System.nanoTime();

    Tail(EventFeed feed) {
        this.feed = feed;
    }

    /** From the place that this returns on, the subscription is offered everything. Throws when the log cannot be read. */
    LogPosition join(Subscription subscription) {
        lock.lock();
        try {
            LogPosition from = at == null ? feed.end() : at;
            group(subscription).add(subscription);
            at = from;
            joined.signal();
            return from;
        } finally {
            lock.unlock();
        }
    }

    /** May be called for a subscription that has not joined. */
    void leave(Subscription subscription) {
        lock.lock();
        try {
            Set<Subscription> group = group(subscription);
            group.remove(subscription);
            if (group.isEmpty() && subscription.filter().viewer() != null) {
                byViewer.remove(subscription.filter().viewer());
            }
            if (byViewer.isEmpty() && unlimited.isEmpty()) {
                at = null;
            }
        } finally {
            lock.unlock();
        }
    }

    @Nullable
    LogPosition at() {
        return at;
    }

    private Set<Subscription> group(Subscription subscription) {
        AccountId viewer = subscription.filter().viewer();
        return viewer == null ? unlimited : byViewer.computeIfAbsent(viewer, v -> new LinkedHashSet<>());
    }

    /** Until its thread is interrupted. */
    @Override
    public void run() {
        boolean failing = false;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                step(awaitSomebody());
                failing = false;
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (!failing) {
                    LOG.warn("live updates wait: the log cannot be read", e);
                }
                failing = true;
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    private LogPosition awaitSomebody() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (at == null) {
                joined.await();
            }
            return at;
        } finally {
            lock.unlock();
        }
    }

    private void step(LogPosition from) throws InterruptedException {
        boolean grown = feed.await(from, LOOK_ROUND);
        FeedPage page = grown ? feed.next(from) : new FeedPage(List.of(), from, false);
        if (page.readTo().epoch() != from.epoch() || System.nanoTime() - epochCheckedAt > EPOCH_CHECK_NANOS) {
            epochCheckedAt = System.nanoTime();
            if (feed.kept(from).position() < from.position()) {
                endAll(Ending.REWOUND);
                return;
            }
        }
        offer(page, from);
    }

    private void offer(FeedPage page, LogPosition from) {
        lock.lock();
        try {
            // All may have left, and others come since, who begin elsewhere.
            if (from.equals(at)) {
                page.events().forEach(this::offer);
                at = page.readTo();
            }
        } finally {
            lock.unlock();
        }
    }

    private void offer(FeedEvent event) {
        offer(event, unlimited);
        if (event.isPublic()) {
            byViewer.values().forEach(group -> offer(event, group));
        } else {
            event.recorded().envelope().parties().forEach(party -> offer(event, byViewer.getOrDefault(party, Set.of())));
        }
    }

    private static void offer(FeedEvent event, Collection<Subscription> subscriptions) {
        for (Subscription subscription : subscriptions) {
            subscription.offer(event);
        }
    }

    void endAll(Ending why) {
        lock.lock();
        try {
            byViewer.values().forEach(group -> group.forEach(subscription -> subscription.end(why)));
            unlimited.forEach(subscription -> subscription.end(why));
            byViewer.clear();
            unlimited.clear();
            at = null;
        } finally {
            lock.unlock();
        }
    }
}
