package com.steveslist.projections.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.search.ListingDocument;
import com.steveslist.query.search.ListingIndex;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Listings' documents in Elasticsearch, read and written many at a time. */
final class ListingDocumentStore {

    private static final int CONFLICT = 409;
    private static final int BAD_REQUEST = 400;
    private static final int PAGE = 1_000;
    private static final int POSITION_BITS = 48;

    private final ElasticsearchClient client;
    private final String index;

    /** @param index the index's name */
    ListingDocumentStore(ElasticsearchClient client, String index) {
        this.client = client;
        this.index = index;
    }

    /** Makes sure that the index exists. @return its own id, which no other index of this name ever has */
    String open() throws IOException {
        ListingIndex.create(client, index);
        // Indices of before there were epochs lack it; their documents are all of the first.
        client.indices().putMapping(put -> put.index(index).properties("epoch", epoch -> epoch.integer(plain -> plain)));
        var settings = client.indices().getSettings(get -> get.index(index)).get(index);
        return Objects.requireNonNull(Objects.requireNonNull(Objects.requireNonNull(settings).settings()).index()).uuid();
    }

    /** The documents of these ids as last written, refreshed or not; those that do not exist are left out. */
    Map<String, ListingDocument> find(Collection<String> ids) throws IOException {
        Map<String, ListingDocument> found = new HashMap<>();
        if (!ids.isEmpty()) {
            var answer = client.mget(get -> get.index(index).ids(List.copyOf(ids)), ListingDocument.class);
            for (var item : answer.docs()) {
                if (item.isFailure()) {
                    throw new IOException("cannot read " + item.failure().id() + ": " + item.failure().error().reason());
                }
                if (item.result().found()) {
                    found.put(item.result().id(), Objects.requireNonNull(item.result().source()));
                }
            }
        }
        return found;
    }

    /**
     * Writes documents unless a newer form is there already. Returns why, by id, for those that Elasticsearch will never take; throws when
     * it cannot take any now.
     */
    Map<String, String> write(Collection<ListingDocument> documents) throws IOException {
        if (documents.isEmpty()) {
            return Map.of();
        }
        List<BulkOperation> operations = documents.stream()
                .map(document -> BulkOperation.of(operation -> operation.<ListingDocument>index(write -> write.id(document.id())
                        .versionType(VersionType.External)
                        .version(version(document.at()))
                        .document(document))))
                .toList();
        BulkResponse answer = client.bulk(bulk -> bulk.index(index).operations(operations));
        Map<String, String> refused = new HashMap<>();
        for (BulkResponseItem item : answer.items()) {
            var error = item.error();
            if (error != null && item.status() == BAD_REQUEST) {
                refused.put(String.valueOf(item.id()), error.type() + ": " + error.reason());
            } else if (error != null && item.status() != CONFLICT) {
                throw new IOException("cannot write " + item.id() + ": " + item.status() + " " + error.reason());
            }
        }
        return refused;
    }

    /** Refreshes, then finds up to 1,000 listings whose documents show an event of an earlier epoch at this position or behind it. */
    List<String> shownBeyond(int epoch, long firstPosition) throws IOException {
        if (epoch == 1) {
            return List.of();
        }
        refresh();
        return client.search(search -> search.index(index)
                .size(PAGE)
                .source(source -> source.fetch(false))
                .query(query -> query.bool(both -> both
                        .mustNot(later -> later.range(range -> range.number(n -> n.field("epoch").gte((double) epoch))))
                        .filter(beyond -> beyond.range(range -> range.number(n -> n.field("position").gte((double) firstPosition)))))),
                Void.class).hits().hits().stream().map(hit -> Objects.requireNonNull(hit.id())).toList();
    }

    /** Writes documents, or deletes those that are empty, over all that was written of places up to {@code over}. */
    void overwrite(Map<String, Optional<ListingDocument>> documents, LogPosition over) throws IOException {
        List<BulkOperation> operations = new ArrayList<>();
        documents.forEach((id, document) -> operations.add(BulkOperation.of(operation -> document.isPresent()
                ? operation.<ListingDocument>index(write -> write.id(id)
                        .versionType(VersionType.External).version(version(over)).document(document.get()))
                : operation.delete(delete -> delete.id(id).versionType(VersionType.External).version(version(over))))));
        BulkResponse answer = client.bulk(bulk -> bulk.index(index).operations(operations));
        for (BulkResponseItem item : answer.items()) {
            var error = item.error();
            if (error != null && item.status() != CONFLICT) {
                throw new IOException("cannot write " + item.id() + ": " + item.status() + " " + error.reason());
            }
        }
    }

    /** Makes everything that was written visible to searches. */
    void refresh() throws IOException {
        client.indices().refresh(refresh -> refresh.index(index));
    }

    /** Grows as the log does, through epochs too; in the first epoch it is the position. */
    private static long version(LogPosition at) {
        return (long) (at.epoch() - 1) << POSITION_BITS | at.position();
    }

    /** Documents in the order of their ids, as searches see them. @param after an id; "" for the first page */
    List<ListingDocument> page(String after, int size) throws IOException {
        SearchRequest.Builder search = new SearchRequest.Builder()
                .index(index)
                .size(size)
                .sort(sort -> sort.field(field -> field.field("id").order(SortOrder.Asc)));
        if (!after.isEmpty()) {
            search.searchAfter(FieldValue.of(after));
        }
        return client.search(search.build(), ListingDocument.class).hits().hits().stream()
                .map(hit -> Objects.requireNonNull(hit.source()))
                .toList();
    }

    boolean exists() throws IOException {
        return client.indices().exists(exists -> exists.index(index)).value();
    }
}
