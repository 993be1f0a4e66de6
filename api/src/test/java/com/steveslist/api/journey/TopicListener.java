package com.steveslist.api.journey;

import com.steveslist.api.testing.SharedApplication;
import com.steveslist.infra.relay.EventTopic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Somebody else's program that reads our topic. */
final class TopicListener implements AutoCloseable {
    private final KafkaConsumer<String, String> consumer;

    TopicListener() {
        String servers = SharedApplication.context().getEnvironment().getRequiredProperty("steveslist.kafka");
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "enable.auto.commit", false), new StringDeserializer(), new StringDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(EventTopic.NAME).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** The types of a stream's events, as they come, until one of type {@code last} or the patience ends. */
    List<String> typesOf(String stream, String last, Duration patience) {
        List<String> types = new ArrayList<>();
        Instant giveUpAt = Instant.now().plus(patience);
        while (!types.contains(last) && Instant.now().isBefore(giveUpAt)) {
            for (ConsumerRecord<String, String> event : consumer.poll(Duration.ofMillis(200))) {
                if (stream.equals(event.key())) {
                    types.add(new String(event.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8));
                }
            }
        }
        return types;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
