package com.steveslist.query.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch.indices.PutAliasRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * The index of listings: its name, its shape (in {@code search/listing-v1.json}) and the alias that searches go through. A new shape is a
 * new index, filled beside the old one; then the alias moves.
 */
public final class ListingIndex {

    /** Where searches look. */
    public static final String ALIAS = "listing";

    /** Where documents are written. */
    public static final String NAME = "listing-v1";

    private ListingIndex() {}

    /** Makes sure that index and alias exist. May be called by several nodes at once. */
    public static void create(ElasticsearchClient client) throws IOException {
        if (!client.indices().exists(index -> index.index(NAME)).value()) {
            try (InputStream shape = Objects.requireNonNull(ListingIndex.class.getResourceAsStream("/search/" + NAME + ".json"))) {
                client.indices().create(index -> index.index(NAME).withJson(shape));
            } catch (ElasticsearchException e) {
                if (!"resource_already_exists_exception".equals(e.error().type())) {
                    throw e;
                }
            }
        }
        if (!client.indices().existsAlias(alias -> alias.name(ALIAS)).value()) {
            client.indices().putAlias(PutAliasRequest.of(alias -> alias.index(NAME).name(ALIAS)));
        }
    }
}
