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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Rebuilds the warehouse from the topic's first record, in a folder beside the one that is read. */
final class WarehouseRebuild implements Rebuild {

    private static final String CONSUMER = WarehouseCopy.CONSUMER;
    private static final String NEXT = ConsumerVersions.next(CONSUMER);
    private static final String PREVIOUS = ConsumerVersions.previous(CONSUMER);
    private static final int TRIES = 4;
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
        String name = "v" + System.currentTimeMillis();
        copies.note(NEXT, new Copy(name, LogPosition.START));
        Optional<Copy> older = copies.find(PREVIOUS);
        long count;
        try (WarehouseCopy next = new WarehouseCopy(root, bootstrapServers, dataSource, NEXT, name)) {
            count = compare(next);
            if (swap) {
                serve(next, NEXT);
            }
        }
        if (!swap) {
            throwAway(NEXT);
        } else if (older.isPresent()) {
            WarehouseCopy.delete(root, dataSource, WarehouseCopy.nameOf(older.get()));
        }
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
        return throwAway(PREVIOUS);
    }

    private boolean throwAway(String key) throws IOException {
        Optional<Copy> copy = copies.find(key);
        if (copy.isPresent()) {
            WarehouseCopy.delete(root, dataSource, WarehouseCopy.nameOf(copy.get()));
            copies.forget(CONSUMER, key);
        }
        return copy.isPresent();
    }

    private LogPosition fill(WarehouseCopy version) throws SQLException {
        return version.fill(narrator::progress);
    }

    /** Both are written while they are compared: what differs once and does not the next time was only on its way. */
    private long compare(WarehouseCopy version) throws SQLException {
        narrator.begin(0);
        LogPosition at = fill(version);
        narrator.end();
        narrator.say("comparing row by row with what is served");
        String serving = WarehouseCopy.serving(root, dataSource);
        Map<String, Difference> lasting = byRow(version, serving, at);
        for (int tries = 1; tries < TRIES && !lasting.isEmpty(); tries++) {
            at = fill(version);
            Map<String, Difference> again = byRow(version, serving, at);
            lasting.keySet().retainAll(again.keySet());
        }
        differences.clear();
        List<String> values = List.of("its values");
        lasting.forEach((what, one) -> differences.note(what, one.served(), one.rebuilt(), values));
        return differences.report(narrator);
    }

    private Map<String, Difference> byRow(WarehouseCopy version, String serving, LogPosition at) throws SQLException {
        long begun = System.nanoTime();
        while (copies.find(CONSUMER).filter(copy -> copy.at().covers(at)).isEmpty() && System.nanoTime() - begun < WAIT_NANOS) {
            LockSupport.parkNanos(POLL_NANOS);
        }
        return version.differencesFrom(serving).stream()
                .collect(Collectors.toMap(Difference::what, one -> one, (one, other) -> one, LinkedHashMap::new));
    }

    private void serve(WarehouseCopy version, String key) throws SQLException {
        fill(version);
        copies.halt(CONSUMER, serving -> {
            LogPosition at = fill(version);
            if (!at.covers(serving.at())) {
                throw new IllegalStateException("the topic ends before what " + CONSUMER + " has exported: the old version serves on");
            }
            copies.serve(CONSUMER, serving, key, version.name(), version.name(), new long[0]);
        });
        WarehouseCopy.point(root, dataSource);
    }
}
