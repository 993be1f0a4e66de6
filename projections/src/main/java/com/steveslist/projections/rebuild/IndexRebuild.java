package com.steveslist.projections.rebuild;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import com.steveslist.events.log.LogPosition;
import com.steveslist.infra.consumer.ConsumerLedger;
import com.steveslist.infra.consumer.ConsumerVersions;
import com.steveslist.infra.consumer.ReadModelCopies;
import com.steveslist.infra.consumer.ReadModelCopies.Copy;
import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.projections.search.ListingIndexCopy;
import com.steveslist.query.search.ListingIndex;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Rebuilds the index of listings from the log. The next index is ahead of the one that serves, by a little; the swap waits for nobody,
 * since what searches were told of is in both. Whoever follows the topic goes on with the new index from where the old one was.
 */
final class IndexRebuild implements Rebuild {

    private static final String CONSUMER = ListingIndexCopy.CONSUMER;
    private static final String NEXT = ConsumerVersions.next(CONSUMER);
    private static final String PREVIOUS = ConsumerVersions.previous(CONSUMER);
    private static final int TRIES = 10;
    private static final long PAUSE_NANOS = Duration.ofMillis(200).toNanos();
    private static final long WAIT_NANOS = Duration.ofSeconds(3).toNanos();
    private static final long POLL_NANOS = Duration.ofMillis(20).toNanos();

    private final ElasticsearchClient client;
    private final EventLog log;
    private final TopicOffsets offsets;
    private final ReadModelCopies copies;
    private final ConsumerLedger ledger;
    private final Differences differences;
    private final Narrator narrator;

    IndexRebuild(ElasticsearchClient client, EventLog log, TopicOffsets offsets, DataSource dataSource, Narrator narrator) {
        this.client = client;
        this.log = log;
        this.offsets = offsets;
        this.copies = new ReadModelCopies(dataSource);
        this.ledger = new ConsumerLedger(dataSource);
        this.differences = new Differences(CONSUMER, dataSource);
        this.narrator = narrator;
    }

    private IndexVersion version(String key, String name, LogPosition at) {
        return new IndexVersion(key, name, new ListingIndexCopy(client, name, ledger, key), at, log, narrator);
    }

    private static String name(Copy copy) {
        return Objects.requireNonNullElse(copy.name(), ListingIndex.NAME);
    }

    private Copy serving() {
        return copies.find(CONSUMER).orElseThrow(() -> new IllegalStateException("nothing is known of " + CONSUMER));
    }

    @Override
    public long build(boolean swap) throws IOException {
        throwAway(NEXT);
        tidy();
        IndexVersion next = version(NEXT, ListingIndex.NAME + "-" + System.currentTimeMillis(), LogPosition.START);
        copies.note(NEXT, new Copy(next.name(), next.at()));
        next.index().open();
        next.fill();
        long count = compare(next);
        if (swap) {
            serve(next);
        } else {
            throwAway(NEXT);
        }
        tidy();
        return count;
    }

    @Override
    public long rollback() throws IOException {
        Copy kept = copies.find(PREVIOUS)
                .orElseThrow(() -> new IllegalStateException("no previous version of " + CONSUMER + " is kept"));
        IndexVersion previous = version(PREVIOUS, name(kept), kept.at());
        if (!previous.index().exists()) {
            throw new IllegalStateException("Elasticsearch does not have " + previous.name() + " any more: rebuild instead");
        }
        previous.fill();
        long count = compare(previous);
        serve(previous);
        return count;
    }

    @Override
    public boolean dropOld() throws IOException {
        boolean kept = throwAway(PREVIOUS);
        tidy();
        return kept;
    }

    private boolean throwAway(String key) {
        boolean known = copies.find(key).isPresent();
        copies.forget(CONSUMER, key);
        return known;
    }

    /** Deletes what neither serves nor is kept, also what a restored database knows nothing of. */
    private void tidy() throws IOException {
        ListingIndexCopy.deleteOthers(client, Stream.of(CONSUMER, PREVIOUS)
                .flatMap(key -> copies.find(key).stream()).map(IndexRebuild::name).collect(Collectors.toSet()));
    }

    private long compare(IndexVersion version) throws IOException {
        narrator.say("comparing document by document with what is served");
        ListingIndexCopy served = new ListingIndexCopy(client, name(serving()), ledger, CONSUMER);
        IndexComparison comparison = new IndexComparison(served, version.index(), differences);
        awaitServing(version.at());
        version.fill();
        List<String> later = comparison.all(serving().at(), version.at(), version.epochs());
        for (int tries = 0; tries < TRIES && !later.isEmpty(); tries++) {
            LockSupport.parkNanos(PAUSE_NANOS);
            awaitServing(version.at());
            LogPosition shown = serving().at();
            version.fill();
            later = comparison.some(later, shown, version.at(), version.epochs());
        }
        if (!later.isEmpty()) {
            narrator.say(later.size() + " documents changed all the time or are behind in what is served, and could not be compared");
        }
        return differences.report(narrator);
    }

    /** The index that serves is to show what the other one has, unless nobody brings it forward now. */
    private void awaitServing(LogPosition at) {
        long begun = System.nanoTime();
        while (!serving().at().covers(at) && System.nanoTime() - begun < WAIT_NANOS) {
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** Swaps as soon as the version has all that readers were told of; nobody waits while it gets there. */
    private void serve(IndexVersion version) throws IOException {
        String servedId = new ListingIndexCopy(client, name(serving()), ledger, CONSUMER).open();
        String id = version.index().open();
        boolean[] serves = new boolean[1];
        for (int tries = 0; !serves[0]; tries++) {
            if (tries == TRIES) {
                throw new IllegalStateException("the log ends before what " + CONSUMER + " has applied: the old index serves on");
            }
            // Read before the log's end: each record before these offsets is an event that the log has, and so will the new index.
            long[] next = offsets.committed(CONSUMER, servedId);
            version.fill();
            copies.giveUpAsBefore(CONSUMER, version.key());
            refuseNewlyParked(version);
            copies.halt(CONSUMER, serving -> {
                if (version.at().covers(serving.at())) {
                    copies.serve(CONSUMER, serving, version.key(), version.name(), id, next);
                    serves[0] = true;
                }
            });
        }
        ListingIndexCopy.point(client, copies);
    }

    private void refuseNewlyParked(IndexVersion version) {
        Set<String> parked = new TreeSet<>(ledger.parkedLanes(version.key()));
        parked.removeAll(ledger.parkedLanes(CONSUMER));
        if (!parked.isEmpty()) {
            throw new IllegalStateException("the old index serves on: the new one could not take " + parked.size()
                    + " listings that it has: " + String.join(", ", parked.stream().limit(TRIES).toList()));
        }
    }
}
