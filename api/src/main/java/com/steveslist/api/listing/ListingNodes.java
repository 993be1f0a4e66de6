package com.steveslist.api.listing;

import com.steveslist.api.graphql.Asking;
import com.steveslist.api.graphql.Batch;
import com.steveslist.api.graphql.NodeSource;
import com.steveslist.api.graphql.ViewReads;
import com.steveslist.events.listing.ListingId;
import com.steveslist.query.listing.ListingView;
import com.steveslist.query.listing.ListingViews;
import graphql.schema.DataFetchingEnvironment;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Component;

/** Listings by id, many at once. */
@Component
public final class ListingNodes implements NodeSource {

    private final Batch<ListingId, ListingView> byId;

    ListingNodes(BatchLoaderRegistry batches, ViewReads reads, ListingViews listings) {
        byId = Batch.of(batches, "listing", (asking, ids) -> reads.byId(asking, ListingViews.CONSUMER, ids, listings::findAll));
    }

    @Override
    public String prefix() {
        return ListingId.PREFIX;
    }

    @Override
    public CompletableFuture<@Nullable ListingResource> node(DataFetchingEnvironment field, String id) {
        Asking asking = Asking.of(field);
        return byId.load(field, id, ListingId::new, view -> view.isSeenBy(asking.accountIfAny())
                ? ListingResource.of(view, asking.accountIfAny())
                : null);
    }
}
