package com.steveslist.projections.warehouse;

import com.steveslist.events.log.LogPosition;
import com.steveslist.infra.eventstore.Epochs;
import com.steveslist.infra.relay.EventRecords;
import com.steveslist.infra.relay.EventTopic;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topic from where the files end and writes what comes. Nothing is kept but the files: after a crash it starts from them
 * again. Memory holds at most {@link #FLUSH_EVENTS} events.
 */
final class WarehouseExporter {

    private static final Logger LOG = LoggerFactory.getLogger(WarehouseExporter.class);
    /** DuckDB works in the thread that asks it. What counts is what it takes from others, not how long it waits for them. */
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int FLUSH_EVENTS = 5_000;
    private static final Duration FLUSH_AFTER = Duration.ofMillis(800);
    private static final long CATCHING_UP_NANOS = Duration.ofSeconds(8).toNanos();
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration METADATA_TIMEOUT = Duration.ofSeconds(3);
    /** Tables take at most a fifth of a core: after them it waits for four times the processor's time that they took. */
    static final int PACED = 4;
    /** Few events are no reason to make all tables several times a second. */
    private static final long SHORTEST_PAUSE_NANOS = Duration.ofSeconds(2).toNanos();
    /** Tables are made whenever they are behind. */
    static final int UNPACED = 0;

    private final Consumer<byte[], byte[]> topic;
    private final WarehouseFiles files;
    private final int pace;
    private final WarehouseProgress progress;
    private final WarehouseTables tables;
    private final EventWriter writer;
    private final List<TopicPartition> partitions =
            IntStream.range(0, EventTopic.PARTITIONS).mapToObj(n -> new TopicPartition(EventTopic.NAME, n)).toList();
    private final Map<Integer, List<ExportedEvent>> waiting = new TreeMap<>();
    private final Map<Integer, LogPosition> lastPositions = new HashMap<>();
    private Epochs epochs;
    private int waitingCount;
    private long waitingSinceNanos;
    private boolean tablesBehind = true;
    private boolean first = true;
    private long tablesDueNanos = System.nanoTime();
    private final long begunNanos = System.nanoTime();
    private final long begunCpuNanos = THREADS.getCurrentThreadCpuTime();
    private final LogPosition logWhenBegun;
    /** How many records hold all that the log held when this began; not known before the relay has brought it. */
    private long leftBehind = Long.MAX_VALUE;
    private boolean caughtUp;

    WarehouseExporter(Consumer<byte[], byte[]> topic, WarehouseFiles files, WarehouseProgress progress, int pace)
            throws SQLException {
        this.topic = topic;
        this.files = files;
        this.pace = pace;
        this.progress = progress;
        this.tables = new WarehouseTables(files);
        this.writer = new EventWriter(files);
        files.prepare();
        this.epochs = files.epochs();
        lastPositions.putAll(writer.lastPositions());
        topic.assign(partitions);
        Map<Integer, Long> next = files.nextOffsets();
        partitions.forEach(partition -> topic.seek(partition, next.getOrDefault(partition.partition(), 0L)));
        logWhenBegun = progress.logged();
    }

    /** One turn: read a little, write when there is enough or it has waited long enough, say how far it is. */
    void turn() throws SQLException {
        lookWhatWasLeftBehind();
        topic.poll(POLL).forEach(this::take);
        boolean tablesAreDue = hasCaughtUp() && System.nanoTime() - tablesDueNanos >= 0;
        // Nobody reads what no table has, so there are no more files than tables have need of.
        boolean waitedLong = tablesAreDue && (first || System.nanoTime() - waitingSinceNanos > FLUSH_AFTER.toNanos());
        if (waitingCount >= FLUSH_EVENTS || waitingCount > 0 && waitedLong) {
            flush();
        }
        if (waitingCount == 0) {
            crossEpochs();
        }
        if (waitingCount == 0 && tablesBehind && tablesAreDue) {
            refreshTables();
        }
        if (waitingCount == 0 && !tablesBehind) {
            reportProgress();
        }
    }

    /** How much another node left, of its export and, once that is brought after it, of its relay. */
    private void lookWhatWasLeftBehind() {
        if (leftBehind == Long.MAX_VALUE && !caughtUp && progress.relayed().covers(logWhenBegun)) {
            leftBehind = total();
        }
    }

    /**
     * Whether all is read that another node left behind, so that the first files and tables hold it and the wait for the next does not delay
     * it; where that is much, as in a new warehouse, they are made meanwhile too.
     */
    private boolean hasCaughtUp() {
        caughtUp = caughtUp || passed() >= leftBehind || System.nanoTime() - begunNanos > CATCHING_UP_NANOS;
        return caughtUp;
    }

    /** Whether its tables leave out what the log's epochs, as they are now, took back. */
    boolean crossed() {
        return progress.epochs().equals(epochs);
    }

    /** How many records are behind it. */
    long passed() {
        return partitions.stream().mapToLong(partition -> topic.position(partition, METADATA_TIMEOUT)).sum();
    }

    /** How many records the topic has. */
    long total() {
        return topic.endOffsets(partitions, METADATA_TIMEOUT).values().stream().mapToLong(Long::longValue).sum();
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        ExportedEvent event;
        try {
            event = ExportedEvent.parse(record.partition(), record.offset(), record.value());
            // A place of its own invention would hide all that really stands before it.
            if (!event.at().equals(EventRecords.at(record.headers()))) {
                throw new IOException("its headers tell another place than its document");
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("partition {} offset {} holds no event of ours and is parked: {}", record.partition(), record.offset(),
                    e.getMessage());
            String lane = record.key() == null ? "no key" : new String(record.key(), StandardCharsets.UTF_8);
            progress.park(lane, record.partition(), record.offset(), String.valueOf(e.getMessage()));
            return;
        }
        if (lastPositions.getOrDefault(event.partition(), LogPosition.START).covers(event.at())) {
            return;
        }
        lastPositions.put(event.partition(), event.at());
        if (waitingCount++ == 0) {
            waitingSinceNanos = System.nanoTime();
        }
        waiting.computeIfAbsent(event.partition(), partition -> new ArrayList<>()).add(event);
    }

    private void flush() throws SQLException {
        try (Connection connection = DuckDb.open()) {
            for (List<ExportedEvent> events : waiting.values()) {
                write(connection, events);
            }
        }
        waiting.clear();
        waitingCount = 0;
        tablesBehind = true;
    }

    private void write(Connection connection, List<ExportedEvent> events) throws SQLException {
        int begin = 0;
        for (int i = 1; i <= events.size(); i++) {
            if (i == events.size() || !sameFile(events.get(begin), events.get(i))) {
                writer.write(connection, events.subList(begin, i), events.get(i - 1).offset() + 1);
                begin = i;
            }
        }
    }

    private static boolean sameFile(ExportedEvent one, ExportedEvent other) {
        return one.epoch() == other.epoch() && one.date().equals(other.date());
    }

    /** What a promotion or a restore took back is left out of every table from then on; the files keep it. */
    private void crossEpochs() {
        Epochs now = progress.epochs();
        if (!now.equals(epochs)) {
            files.write(now);
            epochs = now;
            tablesBehind = true;
        }
    }

    private void refreshTables() throws SQLException {
        long began = THREADS.getCurrentThreadCpuTime();
        if (!first) {
            writer.compact();
        }
        tables.refresh();
        tablesBehind = false;
        if (first) {
            LOG.info("the warehouse's first tables here hold {} records, {} ms after it began; its thread had {} ms of a processor by then",
                    passed(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begunNanos),
                    TimeUnit.NANOSECONDS.toMillis(THREADS.getCurrentThreadCpuTime() - begunCpuNanos));
        }
        // The first ones took more than usual, and lack what was held up while nobody exported.
        tablesDueNanos = System.nanoTime() + (first ? 0 : pause(THREADS.getCurrentThreadCpuTime() - began));
        first = false;
    }

    private long pause(long tookNanos) {
        return pace == UNPACED ? 0 : Math.max(SHORTEST_PAUSE_NANOS, pace * tookNanos);
    }

    private void reportProgress() {
        long[] next = partitions.stream().mapToLong(partition -> topic.position(partition, METADATA_TIMEOUT)).toArray();
        progress.exported(next, epochs.present());
    }
}
