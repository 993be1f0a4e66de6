package com.steveslist.projections.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import com.steveslist.infra.consumer.ReadModelCopies;
import com.steveslist.infra.embedded.EmbeddedServers;
import com.steveslist.infra.relay.EventTopic;
import com.steveslist.projections.topic.PassedPositions;
import com.steveslist.projections.topic.RelayedLog;
import com.steveslist.projections.topic.TopicFollower;
import com.steveslist.query.search.ElasticsearchClients;
import com.steveslist.query.search.ListingDocument;
import com.steveslist.query.search.ListingIndex;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** An index that nodes keep from the topic, for tests of other packages; it begins with none in Elasticsearch. */
public final class LiveIndex implements AutoCloseable {

    public final ElasticsearchClient client =
            ElasticsearchClients.connect(EmbeddedServers.elasticsearch().url(), Duration.ofSeconds(10));
    private final RelayedLog log;

    public LiveIndex(RelayedLog log) throws IOException {
        this.log = log;
        List<String> left = indexes();
        client.indices().delete(delete -> delete.index(left).ignoreUnavailable(true));
    }

    /** Every index of listings. */
    public List<String> indexes() throws IOException {
        Set<String> names = client.indices().get(get -> get.index(ListingIndex.NAME + "*").ignoreUnavailable(true)).result().keySet();
        return names.isEmpty() ? List.of("none") : names.stream().sorted().toList();
    }

    public DataSource dataSource() {
        return log.dataSource();
    }

    /** A node that keeps the index. */
    public TopicFollower newNode() {
        ServingIndex serving = new ServingIndex(client, new ReadModelCopies(dataSource()), log.json(), log.log(), log.ledger());
        return new TopicFollower(ListingIndexer.CONSUMER, () -> new IndexSession(RelayedLog.kafka(), ListingIndexer.CONSUMER, serving,
                new PassedPositions(ListingIndexer.CONSUMER, EventTopic.ensure(RelayedLog.kafka()), log.progress(), log.ledger())),
                log.ledger());
    }

    /** The index that searches look into. */
    public String serving() throws IOException {
        return client.indices().getAlias(alias -> alias.name(ListingIndex.ALIAS)).result().keySet().iterator().next();
    }

    /** Writes a document past the indexer. */
    public void plant(ListingDocument document) throws IOException {
        client.index(index -> index.index(ListingIndex.ALIAS).id(document.id()).document(document));
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
