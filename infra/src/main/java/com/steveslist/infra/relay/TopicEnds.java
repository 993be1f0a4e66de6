package com.steveslist.infra.relay;

import com.steveslist.events.log.LogPosition;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Where the topic's partitions end, and with what. */
final class TopicEnds implements AutoCloseable {

    private static final Duration ANSWER = Duration.ofSeconds(8);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<TopicPartition, Long> ends;

    TopicEnds(String bootstrapServers) {
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        ConsumerConfig.CLIENT_ID_CONFIG, "steveslist-relay-ends",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ANSWER.toMillis()),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(EventTopic.partitions());
        this.ends = consumer.endOffsets(EventTopic.partitions(), ANSWER);
    }

    /** The next offset of every partition. */
    long[] ends() {
        long[] offsets = new long[EventTopic.PARTITIONS];
        ends.forEach((partition, end) -> offsets[partition.partition()] = end);
        return offsets;
    }

    /**
     * The place in the log of the last event of every partition that has one. A relay sends a partition's events in order, so all before
     * it are there too. What others wrote behind it is passed over.
     */
    Map<Integer, LogPosition> lastPositions() {
        Map<Integer, LogPosition> last = new HashMap<>();
        Map<TopicPartition, Long> looksAt = new HashMap<>();
        ends.forEach((partition, end) -> lookAt(looksAt, partition, end - 1));
        consumer.assign(looksAt.keySet());
        looksAt.forEach(consumer::seek);
        long giveUpAt = System.nanoTime() + ANSWER.toNanos();
        while (!looksAt.isEmpty()) {
            if (System.nanoTime() > giveUpAt) {
                throw new KafkaException("Kafka does not give the last records of " + looksAt.keySet());
            }
            Set<TopicPartition> answered = new HashSet<>();
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                answered.add(new TopicPartition(record.topic(), record.partition()));
                EventRecords.find(record.headers())
                        .ifPresent(at -> last.merge(record.partition(), at, (a, b) -> a.covers(b) ? a : b));
            }
            for (TopicPartition partition : answered) {
                Long looked = looksAt.remove(partition);
                if (looked != null && !last.containsKey(partition.partition())) {
                    lookAt(looksAt, partition, looked - 1);
                }
            }
            looksAt.forEach(consumer::seek);
        }
        return last;
    }

    private static void lookAt(Map<TopicPartition, Long> looksAt, TopicPartition partition, long offset) {
        if (offset >= 0) {
            looksAt.put(partition, offset);
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
