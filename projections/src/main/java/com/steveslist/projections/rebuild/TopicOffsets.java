package com.steveslist.projections.rebuild;

import com.steveslist.infra.relay.EventTopic;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/** How far consumer groups are in the topic. */
final class TopicOffsets {

    private static final long ANSWER_SECONDS = 10;

    private final String bootstrapServers;

    TopicOffsets(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** By partition, what a group has committed with this text beside it; 0 where it has committed nothing or with another. */
    long[] committed(String group, String metadata) {
        long[] next = new long[EventTopic.PARTITIONS];
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000",
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "8000"))) {
            admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get(ANSWER_SECONDS, TimeUnit.SECONDS)
                    .forEach((partition, offset) -> {
                        if (offset != null && partition.topic().equals(EventTopic.NAME) && metadata.equals(offset.metadata())) {
                            next[partition.partition()] = offset.offset();
                        }
                    });
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("Kafka at " + bootstrapServers + " does not answer", e);
        }
    }
}
