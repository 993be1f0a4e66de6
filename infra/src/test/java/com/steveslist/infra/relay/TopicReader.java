package com.steveslist.infra.relay;

import com.steveslist.events.log.LogPosition;
import com.steveslist.infra.embedded.EmbeddedServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** Everything that is in the topic. */
final class TopicReader implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();

    TopicReader(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(EventTopic.partitions());
    }

    /** All records so far, those of a partition in its order. */
    List<ConsumerRecord<String, byte[]>> read() {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
        return records;
    }

    /** Of the events among them. */
    List<Long> positions() {
        return read().stream().flatMap(record -> EventRecords.find(record.headers()).stream()).map(LogPosition::position).toList();
    }

    /** Writes to the topic what the relay never would. */
    static void poison(int partition, String value) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", EmbeddedServers.kafka().bootstrapServers()), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(EventTopic.NAME, partition, "somebody", value)).get(30, TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }

    /** Another log needs another topic. */
    static void deleteTopic() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", EmbeddedServers.kafka().bootstrapServers()))) {
            if (names(admin).contains(EventTopic.NAME)) {
                admin.deleteTopics(List.of(EventTopic.NAME)).all().get(30, TimeUnit.SECONDS);
                Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> !names(admin).contains(EventTopic.NAME));
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Collection<String> names(Admin admin) throws Exception {
        return admin.listTopics().names().get(30, TimeUnit.SECONDS);
    }
}
