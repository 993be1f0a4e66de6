package com.steveslist.projections.warehouse;

import com.steveslist.infra.consumer.ReadModelCopies;
import com.steveslist.infra.node.ConditionalOnRole;
import com.steveslist.infra.node.NodeRole;
import com.steveslist.infra.postgres.PostgresProperties;
import java.nio.file.Path;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Runs the warehouse's export on this node, unless another has it. */
@AutoConfiguration
@ConditionalOnRole(NodeRole.WAREHOUSE)
class WarehouseConfiguration {

    private static final int POLL_RECORDS = 2_000;

    @Bean
    WarehouseRunner warehouseRunner(
            PostgresProperties postgres,
            ReadModelCopies copies,
            @Qualifier("processorDataSource") DataSource dataSource,
            @Value("${steveslist.kafka}") String bootstrapServers,
            @Value("${steveslist.warehouse}") Path directory) {
        return new WarehouseRunner(
                postgres, new WarehouseVersions(directory, copies), bootstrapServers, dataSource);
    }

    /** No group and no commits: the files say where to go on. */
    static Map<String, Object> settings(String bootstrapServers) {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ConsumerConfig.CLIENT_ID_CONFIG, WarehouseProgress.CONSUMER,
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    }
}
