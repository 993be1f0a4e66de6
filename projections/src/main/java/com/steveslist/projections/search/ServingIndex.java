package com.steveslist.projections.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import com.steveslist.events.log.LogPosition;
import com.steveslist.infra.consumer.ConsumerLedger;
import com.steveslist.infra.consumer.ReadModelCopies;
import com.steveslist.infra.consumer.ReadModelCopies.Copy;
import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.infra.serialization.RecordedEventJson;
import com.steveslist.query.search.ListingIndex;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which index serves. The database says so; the alias through which searches look follows, and is moved by nobody who does not hold the
 * lock of the consumer's place. So it cannot end up elsewhere than progress is told of, whoever dies in between.
 */
final class ServingIndex {

    private final ElasticsearchClient client;
    private final ReadModelCopies copies;
    private final RecordedEventJson json;
    private final EventLog log;
    private final ConsumerLedger ledger;

    ServingIndex(ElasticsearchClient client, ReadModelCopies copies, RecordedEventJson json, EventLog log, ConsumerLedger ledger) {
        this.client = client;
        this.copies = copies;
        this.json = json;
        this.log = log;
        this.ledger = ledger;
    }

    /**
     * An index to be written.
     *
     * @param copy its name as progress is told of it; null for the one that is made when there is none
     * @param id its own, which no other index of its name ever has
     * @param begin by partition, where in the topic it goes on; empty when it begins with the first record
     */
    record Opened(@Nullable String copy, String id, ListingIndexer indexer, IndexRewind rewind, List<Long> begin) {}

    /** Makes sure that the index exists and that searches look into it. */
    Opened open() throws IOException {
        String copy = point(client, copies);
        String name = Objects.requireNonNullElse(copy, ListingIndex.NAME);
        ListingDocumentStore store = new ListingDocumentStore(client, name);
        String id = store.open();
        List<Long> begin = copies.nextOffsets(ListingIndexer.CONSUMER, name, id).orElse(List.of());
        return new Opened(copy, id, new ListingIndexer(store, json, log, ledger), new IndexRewind(store, log), begin);
    }

    boolean stillIs(Opened opened) {
        return Objects.equals(copies.find(ListingIndexer.CONSUMER).map(Copy::name).orElse(null), opened.copy());
    }

    /** Lets the alias follow. @return the copy that serves; null for the one that is made when there is none */
    static @Nullable String point(ElasticsearchClient client, ReadModelCopies copies) {
        @Nullable String[] serving = new String[1];
        copies.halt(ListingIndexer.CONSUMER, copy -> {
            serving[0] = copy.name();
            String name = Objects.requireNonNullElse(copy.name(), ListingIndex.NAME);
            if (ListingIndex.create(client, name)) {
                // Elasticsearch lost it, or the database was restored to when one served that is gone: what was told of it is void.
                copies.note(ListingIndexer.CONSUMER, new Copy(copy.name(), LogPosition.START));
            }
            ListingIndex.serve(client, name);
        });
        return serving[0];
    }
}
