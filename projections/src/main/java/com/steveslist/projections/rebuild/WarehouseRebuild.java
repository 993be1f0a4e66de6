package com.steveslist.projections.rebuild;

import com.steveslist.events.log.LogPosition;
import com.steveslist.infra.consumer.ConsumerVersions;
import com.steveslist.infra.consumer.ReadModelCopies;
import com.steveslist.infra.consumer.ReadModelCopies.Copy;
import com.steveslist.projections.warehouse.WarehouseCopy;
import com.steveslist.projections.warehouse.WarehouseDifferences.Difference;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Rebuilds the warehouse from the topic's first record, in a folder beside the one that is read. */
final class WarehouseRebuild implements Rebuild {

    private static final String CONSUMER = WarehouseCopy.CONSUMER;
    private static final String NEXT = ConsumerVersions.next(CONSUMER);
    private static final String PREVIOUS = ConsumerVersions.previous(CONSUMER);
    private static final int TRIES = 4;
    private static final int SWAP_TRIES = 20;
    private static final int LOCATED = 100;
    private static final long WAIT_NANOS = Duration.ofSeconds(15).toNanos();
    private static final long POLL_NANOS = Duration.ofMillis(100).toNanos();

    private final Path root;
    private final String bootstrapServers;
    private final DataSource dataSource;
    private final ReadModelCopies copies;
    private final Differences differences;
    private final Narrator narrator;

    WarehouseRebuild(Path root, String bootstrapServers, DataSource dataSource, Narrator narrator) {
        this.root = root;
        this.bootstrapServers = bootstrapServers;
        this.dataSource = dataSource;
        this.copies = new ReadModelCopies(dataSource);
        this.differences = new Differences(CONSUMER, dataSource);
        this.narrator = narrator;
    }

    @Override
    public long build(boolean swap) throws SQLException, IOException {
        throwAway(NEXT);
        tidy();
        String name = "v" + System.currentTimeMillis();
        copies.note(NEXT, new Copy(name, LogPosition.START));
        long count;
        try (WarehouseCopy next = new WarehouseCopy(root, bootstrapServers, dataSource, NEXT, name)) {
            count = compare(next);
            if (swap) {
                serve(next, NEXT);
            }
        }
        if (!swap) {
            throwAway(NEXT);
        }
        tidy();
        return count;
    }

    @Override
    public long rollback() throws SQLException {
        Copy kept = copies.find(PREVIOUS)
                .orElseThrow(() -> new IllegalStateException("no previous version of " + CONSUMER + " is kept"));
        try (WarehouseCopy previous = new WarehouseCopy(root, bootstrapServers, dataSource, PREVIOUS, WarehouseCopy.nameOf(kept))) {
            long count = compare(previous);
            serve(previous, PREVIOUS);
            return count;
        }
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
        WarehouseCopy.deleteOthers(root, dataSource, Stream.of(CONSUMER, PREVIOUS)
                .flatMap(key -> copies.find(key).stream()).map(WarehouseCopy::nameOf).collect(Collectors.toSet()));
    }

    private LogPosition fill(WarehouseCopy version) throws SQLException {
        return version.fill((done, total) -> {});
    }

    /** Both are written while they are compared: what differs once and does not the next time was only on its way. */
    private long compare(WarehouseCopy version) throws SQLException {
        narrator.begin(0);
        LogPosition at = version.fill(narrator::progress);
        narrator.end();
        narrator.say("comparing row by row with what is served");
        differences.clear();
        String serving = WarehouseCopy.serving(root, dataSource);
        Set<Difference> lasting;
        try {
            lasting = byRow(version, serving, at);
            for (int tries = 1; tries < TRIES && !lasting.isEmpty(); tries++) {
                at = fill(version);
                lasting.retainAll(byRow(version, serving, at));
            }
        } catch (UnreadableException e) {
            narrator.say("nothing is compared, since what is served cannot be read: " + e.getMessage());
            return 1;
        }
        List<String> values = List.of("its values");
        version.locate(serving, lasting.stream().limit(LOCATED).toList(),
                (one, served, rebuilt) -> differences.note(one.table() + " " + one.key(), served, rebuilt, values));
        lasting.stream().skip(LOCATED).forEach(one -> differences.note(one.table() + " " + one.key(),
                one.inServed() ? LogPosition.START : null, one.inRebuilt() ? LogPosition.START : null, values));
        return differences.report(narrator);
    }

    private Set<Difference> byRow(WarehouseCopy version, String serving, LogPosition at) {
        long begun = System.nanoTime();
        while (copies.find(CONSUMER).filter(copy -> copy.at().covers(at)).isEmpty() && System.nanoTime() - begun < WAIT_NANOS) {
            LockSupport.parkNanos(POLL_NANOS);
        }
        try {
            return new LinkedHashSet<>(version.differencesFrom(serving));
        } catch (SQLException e) {
            throw new UnreadableException(e);
        }
    }

    private static final class UnreadableException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnreadableException(SQLException cause) {
            super(String.valueOf(cause.getMessage()).lines().takeWhile(line -> !line.isBlank()).collect(Collectors.joining(" ")), cause);
        }
    }

    /** Swaps as soon as the version has all that readers were told of; nobody waits while it gets there. */
    private void serve(WarehouseCopy version, String key) throws SQLException {
        boolean[] serves = new boolean[1];
        for (int tries = 0; !serves[0]; tries++) {
            if (tries == SWAP_TRIES) {
                throw new IllegalStateException("could not get ahead of what " + CONSUMER + " exports: the old version serves on");
            }
            LogPosition at = fill(version);
            copies.halt(CONSUMER, serving -> {
                if (at.covers(serving.at()) && version.crossed()) {
                    copies.serve(CONSUMER, serving, key, version.name(), version.name(), new long[0]);
                    serves[0] = true;
                }
            });
        }
        WarehouseCopy.point(root, dataSource);
    }
}
