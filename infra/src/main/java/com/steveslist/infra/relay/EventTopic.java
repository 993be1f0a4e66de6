package com.steveslist.infra.relay;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.Utils;

/** The topic of all events. */
public final class EventTopic {

    public static final String NAME = "steveslist.events";

    /** For good: another number would move streams to other partitions. */
    public static final int PARTITIONS = 12;

    private static final int REPLICAS = 3;
    private static final long ANSWER_SECONDS = 10;

    private EventTopic() {}

    public static List<TopicPartition> partitions() {
        return IntStream.range(0, PARTITIONS).mapToObj(partition -> new TopicPartition(NAME, partition)).toList();
    }

    /** As Kafka's own clients choose for a key. */
    public static int partitionOf(String stream) {
        return Utils.toPositive(Utils.murmur2(stream.getBytes(StandardCharsets.UTF_8))) % PARTITIONS;
    }

    /**
     * Makes sure that the topic exists, kept for ever, with as many copies as there are brokers, up to three.
     *
     * @return the topic's own id, which no other topic of this name ever has
     * @throws KafkaException when Kafka cannot be reached in time
     * @throws IllegalStateException when somebody made it with another number of partitions
     */
    public static String ensure(String bootstrapServers) {
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000",
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "8000"))) {
            int brokers = admin.describeCluster().nodes().get(ANSWER_SECONDS, TimeUnit.SECONDS).size();
            create(admin, (short) Math.min(REPLICAS, brokers));
            TopicDescription topic = Objects.requireNonNull(
                    admin.describeTopics(List.of(NAME)).allTopicNames().get(ANSWER_SECONDS, TimeUnit.SECONDS).get(NAME));
            if (topic.partitions().size() != PARTITIONS) {
                throw new IllegalStateException("topic " + NAME + " has " + topic.partitions().size() + " partitions and must have "
                        + PARTITIONS + ": delete it, it is filled again from the log");
            }
            return topic.topicId().toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("Kafka at " + bootstrapServers + " does not answer", e);
        }
    }

    private static void create(Admin admin, short replicas) throws InterruptedException, ExecutionException, TimeoutException {
        NewTopic topic = new NewTopic(NAME, Optional.of(PARTITIONS), Optional.of(replicas)).configs(Map.of(
                TopicConfig.RETENTION_MS_CONFIG, "-1",
                TopicConfig.RETENTION_BYTES_CONFIG, "-1",
                TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, replicas >= REPLICAS ? "2" : "1"));
        try {
            admin.createTopics(List.of(topic)).all().get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }
}
