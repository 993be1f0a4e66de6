package com.steveslist.projections.warehouse;

import com.steveslist.events.log.LogPosition;
import com.steveslist.infra.consumer.ReadModelCopies;
import com.steveslist.infra.relay.EventTopic;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** A version of the warehouse beside the one that serves, filled from the topic. One process at a time writes it. */
public final class WarehouseCopy implements AutoCloseable {

    /** Whose progress is told of the version that serves. */
    public static final String CONSUMER = WarehouseProgress.CONSUMER;

    private static final Duration FREE_WITHIN = Duration.ofSeconds(60);
    private static final long POLL_NANOS = Duration.ofMillis(200).toNanos();

    private final WarehouseVersions versions;
    private final String name;
    private final WarehouseProgress progress;
    private final Connection lock;
    private final KafkaConsumer<byte[], byte[]> topic;
    private final WarehouseExporter exporter;

    /**
     * @param key under which its progress is told
     * @throws IllegalStateException when another process writes it for a minute
     */
    public WarehouseCopy(Path root, String bootstrapServers, DataSource dataSource, String key, String name) throws SQLException {
        this.versions = new WarehouseVersions(root, new ReadModelCopies(dataSource));
        this.name = name;
        this.progress = new WarehouseProgress(dataSource, EventTopic.ensure(bootstrapServers), key, name);
        this.lock = dataSource.getConnection();
        awaitFree();
        this.topic = new KafkaConsumer<>(WarehouseConfiguration.settings(bootstrapServers));
        this.exporter = new WarehouseExporter(topic, versions.files(name), progress, WarehouseExporter.UNPACED);
    }

    private void awaitFree() throws SQLException {
        long begun = System.nanoTime();
        while (!WarehouseLock.take(lock, WarehouseLock.ofVersion(name))) {
            if (System.nanoTime() - begun > FREE_WITHIN.toNanos()) {
                lock.close();
                throw new IllegalStateException("version " + name + " of the warehouse is being written by another process");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** The name of the version that serves. */
    public static String serving(Path root, DataSource dataSource) {
        return new WarehouseVersions(root, new ReadModelCopies(dataSource)).current();
    }

    public static String nameOf(ReadModelCopies.Copy copy) {
        return WarehouseVersions.name(copy);
    }

    /** Lets readers follow what the database says; the node that exports does so too when it sees the change. */
    public static void point(Path root, DataSource dataSource) {
        new WarehouseVersions(root, new ReadModelCopies(dataSource)).point();
    }

    /** Deletes all versions but these. */
    public static void deleteOthers(Path root, DataSource dataSource, Set<String> names) throws IOException {
        new WarehouseVersions(root, new ReadModelCopies(dataSource)).deleteOthers(names);
    }

    public String name() {
        return name;
    }

    /**
     * Writes what the topic has, tables included, up to what the relay had brought there when this began.
     *
     * @param told how many records are done, and of how many
     * @return the place up to which everything is in it
     */
    public LogPosition fill(Told told) throws SQLException {
        LogPosition end = progress.relayed();
        LogPosition here = LogPosition.START;
        while (!here.covers(end)) {
            exporter.turn();
            told.of(exporter.passed(), exporter.total());
            LogPosition last = progress.last();
            here = last == null ? LogPosition.START : last;
            end = progress.epochs().lost(end) ? progress.relayed() : end;
        }
        return here;
    }

    /** Whether its tables leave out what the log's epochs, as they are now, took back. */
    public boolean crossed() {
        return exporter.crossed();
    }

    /** Hears how a filling goes. */
    @FunctionalInterface
    public interface Told {

        void of(long done, long total);
    }

    /** How it differs from another version, as far as both have read the topic. */
    public List<WarehouseDifferences.Difference> differencesFrom(String other) throws SQLException {
        return new WarehouseDifferences(versions.files(other), versions.files(name)).find();
    }

    /** Tells the events that last touched rows that differ. */
    public void locate(String other, List<WarehouseDifferences.Difference> some, WarehouseDifferences.Located located) throws SQLException {
        new WarehouseDifferences(versions.files(other), versions.files(name)).locate(some, located);
    }

    @Override
    public void close() throws SQLException {
        topic.close();
        try (lock) {
            WarehouseLock.release(lock, WarehouseLock.ofVersion(name));
        }
    }
}
