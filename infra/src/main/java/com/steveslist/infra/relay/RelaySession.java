package com.steveslist.infra.relay;

import com.steveslist.events.log.LogPosition;
import com.steveslist.infra.eventstore.AheadOfLogException;
import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.infra.serialization.StoredEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From finding out what the topic holds to the first trouble: then a new session finds out again. */
final class RelaySession implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RelaySession.class);
    private static final int BATCH = 1_000;
    private static final int DELIVERY_MILLIS = 15_000;

    private final EventLog log;
    private final EventRecords records;
    private final RelayProgress progress;
    private final BooleanSupplier mayRelay;
    private final String topic;
    private final long[] ends;
    private final Map<Integer, LogPosition> inTopic;
    private final KafkaProducer<String, byte[]> producer;
    private LogPosition at;
    /** The first one; nothing is sent after it. */
    private volatile @Nullable Exception failure;

    RelaySession(String bootstrapServers, EventLog log, EventRecords records, RelayProgress progress, BooleanSupplier mayRelay) {
        this.log = log;
        this.records = records;
        this.progress = progress;
        this.mayRelay = mayRelay;
        this.topic = EventTopic.ensure(bootstrapServers);
        try (TopicEnds now = new TopicEnds(bootstrapServers)) {
            this.ends = now.ends();
            this.inTopic = now.lastPositions();
        }
        requireKnownEpoch();
        this.at = resumeFrom();
        this.producer = new KafkaProducer<>(settings(bootstrapServers), new StringSerializer(), new ByteArraySerializer());
    }

    private static Map<String, Object> settings(String bootstrapServers) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ProducerConfig.CLIENT_ID_CONFIG, "steveslist-relay",
                ProducerConfig.ACKS_CONFIG, "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true,
                ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip",
                ProducerConfig.LINGER_MS_CONFIG, 2,
                ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                // It never gives one batch up to go on with the next: this session gives up as a whole.
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE,
                ProducerConfig.BUFFER_MEMORY_CONFIG, 16L << 20);
    }

    /** The newest stored position that the topic covers and that is still in the log. */
    private LogPosition resumeFrom() {
        LogPosition stored = progress.passed(topic, ends).map(RelayProgress.Passed::at).orElse(LogPosition.START);
        LogPosition valid = stored;
        try {
            log.checkNotAhead(stored);
        } catch (AheadOfLogException e) {
            valid = new LogPosition(stored.epoch(), e.firstPositionOfNextEpoch() - 1);
            LOG.warn("{}: the relay goes back to {} and sends what the new epoch has instead", e.getMessage(), valid.position());
        }
        progress.forgetAfter(topic, valid);
        return valid;
    }

    /** A log that went back and took up an epoch again would give places of the topic a second meaning, in silence. */
    private void requireKnownEpoch() {
        int present = log.last().epoch();
        int seen = inTopic.values().stream().mapToInt(LogPosition::epoch).max().orElse(present);
        if (seen > present) {
            throw new IllegalStateException("the topic holds events of epoch " + seen + ", the log is in epoch " + present
                    + " only: it was restored without starting a newer one; see ./steveslist epoch start");
        }
    }

    LogPosition at() {
        return at;
    }

    /**
     * Sends what follows, as much as fits in a batch. What a partition holds is always a beginning of what was meant for it: were an
     * event left out and a later one taken, the next session would believe that all before the later one is there.
     *
     * @return false when there is nothing new, or somebody else relays now
     */
    boolean relayBatch() throws InterruptedException {
        List<StoredEvent> events = log.readStored(at.position(), BATCH);
        if (events.isEmpty() || !mayRelay.getAsBoolean()) {
            return false;
        }
        if (events.getFirst().envelope().at().epoch() != at.epoch()) {
            checkNotAhead();
        }
        List<Future<RecordMetadata>> sent = new ArrayList<>(events.size());
        for (StoredEvent event : events) {
            int partition = EventTopic.partitionOf(event.envelope().stream());
            if (!inTopic.getOrDefault(partition, LogPosition.START).covers(event.envelope().at())) {
                sent.add(producer.send(records.of(event), this::stopAtFailure));
                requireNoFailure();
            }
        }
        long giveUpAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DELIVERY_MILLIS);
        for (Future<RecordMetadata> one : sent) {
            RecordMetadata stored = delivered(one, giveUpAt);
            ends[stored.partition()] = Math.max(ends[stored.partition()], stored.offset() + 1);
        }
        at = events.getLast().envelope().at();
        progress.store(topic, at, ends);
        return events.size() == BATCH;
    }

    /** Called in the producer's own thread, before it sends anything else, or in ours, when it could not even begin. */
    private void stopAtFailure(@Nullable RecordMetadata stored, @Nullable Exception e) {
        if (e != null && failure == null) {
            failure = e;
            producer.close(Duration.ZERO);
        }
    }

    private void requireNoFailure() {
        Exception known = failure;
        if (known != null) {
            throw new KafkaException("Kafka did not take an event", known);
        }
    }

    private static RecordMetadata delivered(Future<RecordMetadata> record, long giveUpAt) throws InterruptedException {
        try {
            return record.get(Math.max(0, giveUpAt - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("Kafka did not take an event", e);
        }
    }

    /** What a promotion or a restore took back. Throws {@link AheadOfLogException}. */
    void checkNotAhead() {
        log.checkNotAhead(at);
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
