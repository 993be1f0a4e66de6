package com.steveslist.projections.reconcile;

import com.steveslist.infra.relay.EventRecords;
import com.steveslist.infra.relay.EventTopic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Kafka's topic against the log: every event is there, in order, under its own position. */
final class TopicCheck {
    private static final String NAME = "Kafka topic = events";
    private static final String TOPIC = EventTopic.NAME;
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int TIMEOUT_MILLIS = 10_000;

    private final String bootstrapServers;

    TopicCheck(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    Check against(LogImage log) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            LogImage.Copy copy = log.copy();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                for (ConsumerRecord<byte[], byte[]> event : consumer.poll(POLL)) {
                    // What others wrote is no copy of anything; who reads the topic parks it.
                    EventRecords.find(event.headers()).ifPresent(at -> copy.add(event.partition(), at, header(event, "ce_id")));
                }
            }
            return copy.check(NAME, false);
        } catch (KafkaException e) {
            return Check.unreadable(NAME, e);
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> event, String name) {
        Header header = event.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
