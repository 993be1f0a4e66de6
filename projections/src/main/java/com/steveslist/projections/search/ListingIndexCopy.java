package com.steveslist.projections.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import com.steveslist.events.envelope.EventEnvelope;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.infra.consumer.ConsumerLedger;
import com.steveslist.infra.consumer.ReadModelCopies;
import com.steveslist.infra.eventstore.Epochs;
import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.query.search.ListingDocument;
import com.steveslist.query.search.ListingIndex;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** An index beside the one that serves, filled from the log instead of the topic. */
public final class ListingIndexCopy {

    /** Whose progress and parked events are told of the index that serves. */
    public static final String CONSUMER = ListingIndexer.CONSUMER;

    private final ListingDocumentStore store;
    private final ConsumerLedger ledger;
    private final String version;

    /**
     * @param name the index's
     * @param version under which what cannot be applied is parked
     */
    public ListingIndexCopy(ElasticsearchClient client, String name, ConsumerLedger ledger, String version) {
        this.store = new ListingDocumentStore(client, name);
        this.ledger = ledger;
        this.version = version;
    }

    /** Lets the alias, through which searches look, follow what the database says; a node does so too when it sees the change. */
    public static void point(ElasticsearchClient client, ReadModelCopies copies) {
        ServingIndex.point(client, copies);
    }

    /** Makes sure that the index exists. @return its own id */
    public String open() throws IOException {
        return store.open();
    }

    public boolean exists() throws IOException {
        return store.exists();
    }

    /** Deletes all indexes of listings but these. */
    public static void deleteOthers(ElasticsearchClient client, Set<String> names) throws IOException {
        for (String name : ListingIndex.names(client)) {
            if (!names.contains(name)) {
                client.indices().delete(delete -> delete.index(name).ignoreUnavailable(true));
            }
        }
    }

    /** Makes documents anew that show events which these epochs took back. */
    public void crossTo(Epochs epochs, EventLog log) throws IOException {
        new IndexRewind(store, log).crossTo(epochs);
    }

    /** Makes everything that was applied visible to searches. */
    public void refresh() throws IOException {
        store.refresh();
    }

    /** Documents in the order of their ids. @param after an id; "" for the first page */
    public List<ListingDocument> page(String after, int size) throws IOException {
        return store.page(after, size);
    }

    public Map<String, ListingDocument> find(Collection<String> ids) throws IOException {
        return store.find(ids);
    }

    /** Applies the log's next events; those that are there already change nothing. */
    public void apply(List<RecordedEvent> events) throws IOException {
        Map<String, List<RecordedEvent>> byListing = new LinkedHashMap<>();
        for (RecordedEvent event : events) {
            if (event.event() instanceof ListingEvent) {
                byListing.computeIfAbsent(event.envelope().stream(), stream -> new ArrayList<>()).add(event);
            }
        }
        if (byListing.isEmpty()) {
            return;
        }
        Set<String> parked = new TreeSet<>(ledger.parkedLanes(version));
        // Of what begins here nothing is there before, or it is newer: then nothing is written over it.
        Map<String, ListingDocument> before = store.find(byListing.entrySet().stream()
                .filter(listing -> listing.getValue().getFirst().envelope().version() > 0)
                .map(Map.Entry::getKey)
                .toList());
        Map<String, ListingDocument> after = new HashMap<>();
        byListing.forEach((listing, ours) -> {
            ListingDocument document = before.get(listing);
            for (RecordedEvent event : ours) {
                if (parked.contains(listing)) {
                    park(event.envelope(), "waits behind an event of the same listing");
                    continue;
                }
                try {
                    document = ListingDocuments.apply(document, event);
                    after.put(listing, document);
                } catch (RuntimeException e) {
                    park(event.envelope(), e.toString());
                    parked.add(listing);
                }
            }
        });
        store.write(after.values())
                .forEach((listing, reason) -> byListing.getOrDefault(listing, List.of()).forEach(event -> park(event.envelope(), reason)));
    }

    private void park(EventEnvelope event, String cause) {
        ledger.park(version, event.stream(), event.at(), event.type(), cause);
    }
}
