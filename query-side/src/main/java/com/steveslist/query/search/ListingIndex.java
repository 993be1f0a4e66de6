package com.steveslist.query.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch.indices.PutAliasRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Set;

/**
 * The index of listings: its name, its shape (in {@code search/listing-v1.json}) and the alias that searches go through. A new shape is a
 * new index, filled beside the old one; then the alias moves.
 */
public final class ListingIndex {

    /** Where searches look. */
    public static final String ALIAS = "listing";

    /** The index that is made when there is none. Others of its shape, made from the log beside it, have names that begin with this. */
    public static final String NAME = "listing-v1";

    private static final String SHAPE = "/search/listing-v1.json";

    private ListingIndex() {}

    /** Makes sure that index and alias exist. May be called by several nodes at once. */
    public static void create(ElasticsearchClient client) throws IOException {
        create(client, NAME);
        if (!client.indices().existsAlias(alias -> alias.name(ALIAS)).value()) {
            client.indices().putAlias(PutAliasRequest.of(alias -> alias.index(NAME).name(ALIAS)));
        }
    }

    /** Makes sure that an index of this name exists; nobody searches it yet. @return whether it had to be made */
    public static boolean create(ElasticsearchClient client, String name) throws IOException {
        if (!client.indices().exists(index -> index.index(name)).value()) {
            try (InputStream shape = Objects.requireNonNull(ListingIndex.class.getResourceAsStream(SHAPE))) {
                client.indices().create(index -> index.index(name).withJson(shape));
                return true;
            } catch (ElasticsearchException e) {
                if (!"resource_already_exists_exception".equals(e.error().type())) {
                    throw e;
                }
            }
        }
        return false;
    }

    /** Every index of this shape: the one that serves, and those beside it. */
    public static Set<String> names(ElasticsearchClient client) throws IOException {
        return client.indices().get(get -> get.index(NAME, NAME + "-*").ignoreUnavailable(true)).result().keySet();
    }

    /** Lets searches look into this index and no other, from one moment to the next. */
    public static void serve(ElasticsearchClient client, String name) throws IOException {
        Set<String> serving = client.indices().existsAlias(alias -> alias.name(ALIAS)).value()
                ? client.indices().getAlias(alias -> alias.name(ALIAS)).result().keySet()
                : Set.of();
        if (!serving.equals(Set.of(name))) {
            client.indices().updateAliases(update -> {
                serving.stream().filter(other -> !other.equals(name))
                        .forEach(other -> update.actions(action -> action.remove(remove -> remove.index(other).alias(ALIAS))));
                return update.actions(action -> action.add(add -> add.index(name).alias(ALIAS)));
            });
        }
    }
}
