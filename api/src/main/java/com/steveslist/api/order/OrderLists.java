package com.steveslist.api.order;

import com.steveslist.api.graphql.Arguments;
import com.steveslist.api.graphql.Asking;
import com.steveslist.api.graphql.Batch;
import com.steveslist.api.graphql.ViewReads;
import com.steveslist.api.input.Params;
import com.steveslist.api.paging.Connection;
import com.steveslist.api.paging.Connections;
import com.steveslist.api.paging.Connections.Wanted;
import com.steveslist.api.paging.Paging;
import com.steveslist.api.security.Scope;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.listing.ListingId;
import com.steveslist.query.history.Moment;
import com.steveslist.query.order.OrderFilter;
import com.steveslist.query.order.OrderView;
import com.steveslist.query.order.OrderViews;
import com.steveslist.query.paging.Page;
import com.steveslist.query.paging.PageRequest;
import com.steveslist.query.paging.SortKey;
import graphql.schema.DataFetchingEnvironment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Component;

/** Lists of the caller's orders, and of those for many of their listings at once. */
@Component
public final class OrderLists {

    private final OrderViews orders;
    private final ViewReads reads;
    private final Connections connections;
    private final PersonalData personal;
    private final Batch<OfAccount, Page<OrderView>> byAccount;
    private final Batch<OfListing, Page<OrderView>> byListing;

    OrderLists(BatchLoaderRegistry batches, ViewReads reads, OrderViews orders, Connections connections, PersonalData personal) {
        this.orders = orders;
        this.reads = reads;
        this.connections = connections;
        this.personal = personal;
        this.byAccount = Batch.of(batches, "orders of an account", this::read);
        this.byListing = Batch.of(batches, "orders of listings", this::ofListings);
    }

    private record OfAccount(OrderFilter filter, List<SortKey> sort, PageRequest page) {}

    private record OfListing(ListingId listing, AccountId seller, PageRequest page) {}

    /** There is one account to ask for, however many fields ask. */
    private Map<OfAccount, Page<OrderView>> read(Asking asking, @Nullable Moment moment, Set<OfAccount> wanted) {
        return wanted.stream().collect(Collectors.toMap(
                one -> one,
                one -> reads.rows(asking, moment, OrderViews.CONSUMER,
                        () -> orders.at(moment).list(one.filter(), one.sort(), one.page()))));
    }

    private Map<OfListing, Page<OrderView>> ofListings(Asking asking, @Nullable Moment moment, Set<OfListing> wanted) {
        Map<OfListing, Page<OrderView>> pages = new HashMap<>();
        wanted.stream().collect(Collectors.groupingBy(OfListing::page)).forEach((page, same) -> {
            AccountId seller = same.getFirst().seller();
            List<ListingId> listings = same.stream().map(OfListing::listing).toList();
            reads.rows(asking, moment, OrderViews.CONSUMER, () -> orders.at(moment).listOfEach(seller, listings, page))
                    .forEach((listing, found) -> pages.put(new OfListing(listing, seller, page), found));
        });
        return pages;
    }

    /** The orders of the caller's own account; null for every other one. */
    public CompletableFuture<@Nullable Connection<OrderResource>> ofAccount(DataFetchingEnvironment field, AccountId account) {
        Asking asking = Asking.of(field);
        if (!account.equals(asking.accountIfAny())) {
            return CompletableFuture.completedFuture(null);
        }
        asking.require(Scope.ORDERS_READ);
        Params params = Arguments.params(field);
        OrderFilter filter = OrderFilters.read(params, account);
        List<SortKey> sort = Paging.sort(params, OrderFilters.SORTS);
        params.done();
        Wanted wanted = connections.read(field.getArguments(), "orders " + params.canonicalWithout(Set.of()) + " " + account);
        return byAccount.load(field, new OfAccount(filter, sort, wanted.page()), page -> connection(wanted, page, sort, account));
    }

    /** The orders for a listing, for its seller; null for everybody else. */
    public CompletableFuture<@Nullable Connection<OrderResource>> ofListing(
            DataFetchingEnvironment field, ListingId listing, AccountId seller) {
        Asking asking = Asking.of(field);
        if (!seller.equals(asking.accountIfAny())) {
            return CompletableFuture.completedFuture(null);
        }
        asking.require(Scope.ORDERS_READ);
        Wanted wanted = connections.read(field.getArguments(), "orders of " + listing + " " + seller);
        return byListing.load(
                field, new OfListing(listing, seller, wanted.page()), page -> connection(wanted, page, List.of(), seller))
                .thenApply(found -> found == null ? Connections.none() : found);
    }

    private Connection<OrderResource> connection(Wanted wanted, Page<OrderView> page, List<SortKey> sort, AccountId account) {
        return connections.of(
                wanted, page, view -> OrderResource.of(view, account, personal), view -> orders.cursorOf(view, sort));
    }
}
