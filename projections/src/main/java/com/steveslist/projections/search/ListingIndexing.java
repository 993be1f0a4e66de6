package com.steveslist.projections.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import com.steveslist.infra.consumer.ConsumerLedger;
import com.steveslist.infra.consumer.ReadModelCopies;
import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.infra.relay.EventTopic;
import com.steveslist.infra.relay.RelayProgress;
import com.steveslist.infra.serialization.RecordedEventJson;
import com.steveslist.projections.topic.PassedPositions;
import com.steveslist.projections.topic.TopicFollower;

/** What keeps the index of listings, put together. */
public final class ListingIndexing {

    /** Under this name its progress is kept. */
    public static final String CONSUMER = ListingIndexer.CONSUMER;

    private ListingIndexing() {}

    /** Follows the topic into Elasticsearch once it is started. */
    public static TopicFollower follower(
            String bootstrapServers,
            ElasticsearchClient client,
            RecordedEventJson json,
            EventLog log,
            RelayProgress progress,
            ConsumerLedger ledger,
            ReadModelCopies copies) {
        ServingIndex serving = new ServingIndex(client, copies, json, log, ledger);
        return new TopicFollower(CONSUMER, () -> new IndexSession(
                bootstrapServers, CONSUMER, serving, new PassedPositions(CONSUMER, EventTopic.ensure(bootstrapServers), progress, ledger)),
                ledger);
    }
}
