package com.steveslist.api.listing;

import com.steveslist.api.graphql.Asking;
import com.steveslist.api.graphql.Batch;
import com.steveslist.api.graphql.NodeSource;
import com.steveslist.api.graphql.ViewReads;
import com.steveslist.api.graphql.Watching;
import com.steveslist.api.graphql.Watching.Watched;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.listing.ListingId;
import com.steveslist.query.history.Moment;
import com.steveslist.query.listing.ListingView;
import com.steveslist.query.listing.ListingViews;
import graphql.schema.DataFetchingEnvironment;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Component;

/** Listings by id, many at once. */
@Component
public final class ListingNodes implements NodeSource {

    private final Batch<ListingId, ListingView> byId;
    private final ListingViews listings;
    private final ViewReads reads;
    private final Watching watching;

    ListingNodes(BatchLoaderRegistry batches, ViewReads reads, ListingViews listings, Watching watching) {
        this.listings = listings;
        this.reads = reads;
        this.watching = watching;
        byId = Batch.of(batches, "listing", (asking, moment, ids) -> moment == null
                ? reads.byId(asking, ListingViews.CONSUMER, ids, listings::findAll)
                : then(asking, moment, ids));
    }

    @Override
    public String prefix() {
        return ListingId.PREFIX;
    }

    @Override
    public CompletableFuture<@Nullable ListingResource> node(DataFetchingEnvironment field, String id) {
        AccountId viewer = Asking.of(field).accountIfAny();
        return byId.load(field, id, ListingId::new, view -> shown(view, viewer));
    }

    /** What staff took away is shown to its seller only, also as it was before. */
    private Map<ListingId, ListingView> then(Asking asking, Moment moment, Set<ListingId> ids) {
        Map<ListingId, ListingView> then =
                new HashMap<>(reads.byId(asking, moment, ListingViews.CONSUMER, ids, listings.at(moment)::findAll));
        listings.findAll(ids).values().stream()
                .filter(today -> today.isRemoved() && !today.isSeenBy(asking.accountIfAny()))
                .forEach(removed -> then.remove(removed.id()));
        return then;
    }

    private static @Nullable ListingResource shown(ListingView view, @Nullable AccountId viewer) {
        return view.isSeenBy(viewer) ? ListingResource.of(view, viewer) : null;
    }

    /** A listing as it is and whenever it changes, which its stock does too. */
    Publisher<Object> changes(DataFetchingEnvironment field) {
        Asking asking = Asking.of(field);
        AccountId viewer = asking.account();
        ListingId id = Watching.id(field, ListingId::new);
        return watching.watch(field, new Watched<>(
                id,
                () -> Optional.ofNullable(reads.byId(asking, ListingViews.CONSUMER, Set.of(id), listings::findAll).get(id)),
                ListingView::version,
                view -> shown(view, viewer)));
    }
}
