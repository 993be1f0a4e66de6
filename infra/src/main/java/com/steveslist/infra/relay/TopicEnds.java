package com.steveslist.infra.relay;

import com.steveslist.events.log.LogPosition;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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
     * The place in the log of the last record of every partition that has one. A relay sends a partition's events in order, so all before
     * it are there too.
     */
    Map<Integer, LogPosition> lastPositions() {
        List<TopicPartition> filled = ends.entrySet().stream().filter(end -> end.getValue() > 0).map(Map.Entry::getKey).toList();
        consumer.assign(filled);
        filled.forEach(partition -> consumer.seek(partition, ends.getOrDefault(partition, 1L) - 1));
        Map<Integer, LogPosition> last = new HashMap<>();
        Set<TopicPartition> open = new HashSet<>(filled);
        long giveUpAt = System.nanoTime() + ANSWER.toNanos();
        while (!open.isEmpty()) {
            if (System.nanoTime() > giveUpAt) {
                throw new KafkaException("Kafka does not give the last records of " + open);
            }
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                last.merge(record.partition(), EventRecords.at(record.headers()), (a, b) -> a.covers(b) ? a : b);
                open.remove(new TopicPartition(record.topic(), record.partition()));
            }
        }
        return last;
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
