package com.steveslist.api.search;

import com.steveslist.api.consistency.Reads;
import com.steveslist.api.consistency.Reads.Shown;
import com.steveslist.api.http.Call;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.listing.ListingViews;
import com.steveslist.query.progress.ReadModelProgress;
import com.steveslist.query.search.ListingSearch;
import com.steveslist.query.suggestion.Suggestions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Completes what somebody types from this node's memory, which is renewed while somebody asks: every second or two, or so seldom that it
 * takes a hundredth of the time. Names come out of the index for who brings a {@code Consistency-Token}, and where a memory that holds
 * only the newest part of a large market knows too few.
 */
@Component
final class Suggester implements SmartLifecycle {

    static final int MOST_SUGGESTIONS = 10;

    private static final Logger LOG = LoggerFactory.getLogger(Suggester.class);

    private static final String INDEX = "index.listing";
    private static final int MOST_SEARCHES = 50_000;
    private static final int MOST_NAMES = 50_000;
    private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int SHARE_OF_TIME = 100;
    /** Nobody renews what nobody asks for. */
    private static final long ASKED_WITHIN_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final long SWEEP_EVERY_NANOS = TimeUnit.HOURS.toNanos(1);

    private final SearchTally tally;
    private final SearchCounts counts;
    private final ListingSearch search;
    private final ReadModelProgress progress;
    private final Reads reads;
    private volatile Memory memory = new Memory(Suggestions.NONE, LogPosition.START, "", false);
    private volatile boolean isOld = true;
    private volatile long askedAt = System.nanoTime();
    private volatile @Nullable Thread thread;

    Suggester(SearchTally tally, SearchCounts counts, ListingSearch search, ReadModelProgress progress, Reads reads) {
        this.tally = tally;
        this.counts = counts;
        this.search = search;
        this.progress = progress;
        this.reads = reads;
    }

    /**
     * @param at every name in it is one of that place in the log or of a later one
     * @param searchedAt when the last search in it was counted
     * @param whole whether it has the name of every published listing
     */
    private record Memory(Suggestions suggestions, LogPosition at, String searchedAt, boolean whole) {}

    /** At most {@value #MOST_SUGGESTIONS}, best first, no earlier than the call's {@code Consistency-Token}. */
    Shown<List<String>> complete(Call call, String beginning) {
        askedAt = System.nanoTime();
        Memory now = memory;
        if (isOld || call.notBefore() != null) {
            return behind(call, beginning, now.suggestions().searched(beginning, MOST_SUGGESTIONS));
        }
        List<String> found = now.suggestions().complete(beginning, MOST_SUGGESTIONS);
        if (now.whole() || found.size() == MOST_SUGGESTIONS) {
            return new Shown<>(found, now.at());
        }
        Shown<List<String>> all = behind(call, beginning, found);
        return all.at().covers(now.at()) ? new Shown<>(all.value(), now.at()) : all;
    }

    /** These, and behind them names out of the index. */
    private Shown<List<String>> behind(Call call, String beginning, List<String> first) {
        Shown<List<String>> names = reads.list(call, INDEX, () -> search.suggest(beginning, MOST_SUGGESTIONS));
        Map<String, String> distinct = new LinkedHashMap<>();
        Stream.concat(first.stream(), names.value().stream()).forEach(text -> distinct.putIfAbsent(text.toLowerCase(Locale.ROOT), text));
        return new Shown<>(distinct.values().stream().limit(MOST_SUGGESTIONS).toList(), names.at());
    }

    /** Tells all nodes what this one counted, and renews the memory when it has changed. @return nanoseconds that renewing took */
    long renew() {
        counts.add(tally.take());
        LogPosition at = progress.applied(ListingViews.CONSUMER);
        String searchedAt = counts.last();
        Memory now = memory;
        if (!isOld && at.equals(now.at()) && searchedAt.equals(now.searchedAt())) {
            return 0;
        }
        long begun = System.nanoTime();
        List<String> names = search.newestNames(MOST_NAMES);
        memory = new Memory(
                Suggestions.of(counts.most(MOST_SEARCHES), names), at, searchedAt, names.size() < MOST_NAMES);
        isOld = false;
        return System.nanoTime() - begun;
    }

    private void run() {
        long renewAt = System.nanoTime();
        long sweepAt = System.nanoTime() + SWEEP_EVERY_NANOS;
        boolean failing = false;
        while (!Thread.currentThread().isInterrupted()) {
            long now = System.nanoTime();
            try {
                if (now - askedAt > ASKED_WITHIN_NANOS) {
                    isOld = true;
                    counts.add(tally.take());
                } else if (now - renewAt >= 0) {
                    renewAt = now + SHARE_OF_TIME * renew();
                }
                if (now - sweepAt >= 0) {
                    sweepAt = now + SWEEP_EVERY_NANOS;
                    counts.sweep();
                }
                failing = false;
            } catch (RuntimeException e) {
                if (!failing) {
                    LOG.warn("suggestions cannot be renewed now; the index answers", e);
                }
                failing = true;
                isOld = true;
            }
            LockSupport.parkNanos(TICK_NANOS);
        }
    }

    @Override
    public void start() {
        thread = Thread.ofVirtual().name("suggestions").start(this::run);
    }

    @Override
    public void stop() {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
            try {
                running.join(Duration.ofSeconds(2));
                counts.add(tally.take());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.debug("the last searches stay uncounted", e);
            }
            thread = null;
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
