package com.steveslist.projections.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import com.steveslist.infra.consumer.ConsumerLedger;
import com.steveslist.infra.consumer.ReadModelCopies;
import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.infra.node.ConditionalOnRole;
import com.steveslist.infra.node.NodeRole;
import com.steveslist.infra.relay.RelayProgress;
import com.steveslist.infra.serialization.RecordedEventJson;
import com.steveslist.projections.topic.TopicFollower;
import com.steveslist.query.search.ElasticsearchClients;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Wires what keeps the index. */
@AutoConfiguration
@ConditionalOnRole(NodeRole.INDEX)
class IndexConfiguration {

    private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(20);

    @Bean(defaultCandidate = false, destroyMethod = "close")
    ElasticsearchClient indexElasticsearchClient(@Value("${steveslist.elasticsearch:http://localhost:9200}") String addresses) {
        return ElasticsearchClients.connect(addresses, WRITTEN_WITHIN);
    }

    @Bean
    TopicFollower indexFollower(
            @Value("${steveslist.kafka:localhost:9092}") String bootstrapServers,
            @Qualifier("indexElasticsearchClient") ElasticsearchClient client,
            RecordedEventJson json,
            EventLog log,
            RelayProgress progress,
            ConsumerLedger ledger,
            ReadModelCopies copies) {
        return ListingIndexing.follower(bootstrapServers, client, json, log, progress, ledger, copies);
    }
}
