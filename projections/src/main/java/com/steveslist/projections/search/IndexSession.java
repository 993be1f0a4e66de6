package com.steveslist.projections.search;

import com.steveslist.infra.eventstore.Epochs;
import com.steveslist.infra.relay.EventTopic;
import com.steveslist.infra.serialization.UnknownEventTypeException;
import com.steveslist.projections.topic.PassedPositions;
import com.steveslist.projections.topic.TopicFollower;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * A member of the group that keeps the index. Offsets are committed only after what they cover was written and made visible, together
 * with the id of the index they are about: an index that was made anew is filled from the topic's beginning.
 */
final class IndexSession implements TopicFollower.Session, ConsumerRebalanceListener {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final long REFRESH_EVERY_NANOS = Duration.ofMillis(200).toNanos();
    private static final long LOOK_AT_OTHERS_EVERY_NANOS = Duration.ofMillis(500).toNanos();
    private static final Duration ANSWER = Duration.ofSeconds(8);
    private static final Set<TopicPartition> ALL = Set.copyOf(EventTopic.partitions());

    private final Consumer<String, byte[]> consumer;
    private final ServingIndex serving;
    private final PassedPositions passed;
    private ServingIndex.Opened index;
    private final Map<TopicPartition, OffsetAndMetadata> unrefreshed = new HashMap<>();
    private final long[] committed = new long[EventTopic.PARTITIONS];
    private Epochs epochs;
    private boolean tookOver;
    private long refreshedAt = System.nanoTime() - REFRESH_EVERY_NANOS;
    private long lookedAt = System.nanoTime() - LOOK_AT_OTHERS_EVERY_NANOS;

    IndexSession(String bootstrapServers, String group, ServingIndex serving, PassedPositions passed) throws IOException {
        this.serving = serving;
        this.passed = passed;
        this.index = serving.open();
        this.epochs = index.rewind().crossTo(index.rewind().epochs());
        passed.about(index.copy());
        this.consumer = new KafkaConsumer<>(settings(bootstrapServers, group), new StringDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(EventTopic.NAME), this);
    }

    /** A dead or frozen member is given up after 6 s, the least that a broker allows; the others hear of it at their next heartbeat. */
    private static Map<String, Object> settings(String bootstrapServers, String group) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "steveslist-" + group);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 << 20);
        // Searches see what is written every REFRESH_EVERY_NANOS, so a request to Elasticsearch for each few records would be for nothing.
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 256 << 10);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 500);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ANSWER.toMillis());
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, List.of(CooperativeStickyAssignor.class.getName()));
        return settings;
    }

    @Override
    public void step() throws IOException {
        ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
        if (!records.isEmpty()) {
            index(records);
        }
        long now = System.nanoTime();
        if (!unrefreshed.isEmpty() && now - refreshedAt >= REFRESH_EVERY_NANOS) {
            refreshAndCommit();
        }
        if (now - lookedAt >= LOOK_AT_OTHERS_EVERY_NANOS) {
            if (!serving.stillIs(index)) {
                changeTo(serving.open());
            }
            crossEpochs();
            lookAtOthers();
            lookedAt = now;
        }
        passed.tell(committed, epochs.present());
    }

    private void index(ConsumerRecords<String, byte[]> records) throws IOException {
        try {
            index.indexer().index(records, epochs);
            records.nextOffsets().forEach((partition, next) -> unrefreshed.put(partition, next(next.offset())));
        } catch (UnknownEventTypeException e) {
            indexUntilUnknown(records);
            refreshAndCommit();
            throw e;
        }
    }

    /** In each partition, what stands before the first event that this code does not know. */
    private void indexUntilUnknown(ConsumerRecords<String, byte[]> records) throws IOException {
        for (TopicPartition partition : records.partitions()) {
            for (ConsumerRecord<String, byte[]> record : records.records(partition)) {
                try {
                    index.indexer().index(List.of(record), epochs);
                } catch (UnknownEventTypeException e) {
                    break;
                }
                unrefreshed.put(partition, next(record.offset() + 1));
            }
        }
    }

    private void crossEpochs() throws IOException {
        Epochs now = index.rewind().epochs();
        if (now.present() != epochs.present()) {
            epochs = index.rewind().crossTo(now);
        }
    }

    /** Another index was made from the log beside this one, and serves now. */
    private void changeTo(ServingIndex.Opened other) throws IOException {
        index = other;
        epochs = other.rewind().crossTo(other.rewind().epochs());
        unrefreshed.clear();
        begin(consumer.assignment());
        Arrays.fill(committed, 0);
        passed.about(other.copy());
    }

    private OffsetAndMetadata next(long offset) {
        return new OffsetAndMetadata(offset, index.id());
    }

    private void refreshAndCommit() throws IOException {
        index.indexer().refresh();
        refreshedAt = System.nanoTime();
        try {
            consumer.commitSync(unrefreshed, ANSWER);
        } catch (RebalanceInProgressException e) {
            return; // The next poll ends it, and what is still ours then is committed then. Who left instead would begin another one.
        }
        unrefreshed.forEach((partition, next) -> committed[partition.partition()] = next.offset());
        unrefreshed.clear();
    }

    /** What other members have committed for the same index. */
    private void lookAtOthers() {
        consumer.committed(ALL, ANSWER).forEach((partition, next) -> committed[partition.partition()] =
                next != null && next.metadata().equals(index.id()) ? next.offset() : 0);
    }

    @Override
    public boolean tookOver() {
        boolean since = tookOver;
        tookOver = false;
        return since;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        tookOver |= !partitions.isEmpty();
        begin(partitions);
    }

    /** Goes on where this index is; one that nobody has read for yet begins where it was made, or at the topic's beginning. */
    private void begin(Collection<TopicPartition> partitions) {
        consumer.committed(Set.copyOf(partitions), ANSWER).forEach((partition, next) -> {
            if (next != null && next.metadata().equals(index.id())) {
                consumer.seek(partition, next.offset());
            } else if (index.begin().isEmpty()) {
                consumer.seekToBeginning(List.of(partition));
            } else {
                long offset = index.begin().get(partition.partition());
                consumer.seek(partition, offset);
                unrefreshed.put(partition, next(offset));
            }
        });
    }

    /** Who gets them reads the little that was not committed again: it changes nothing. */
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        partitions.forEach(unrefreshed::remove);
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(2)));
    }
}
