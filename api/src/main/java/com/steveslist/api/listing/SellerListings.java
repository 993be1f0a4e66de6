package com.steveslist.api.listing;

import com.steveslist.api.graphql.Arguments;
import com.steveslist.api.graphql.Asking;
import com.steveslist.api.graphql.Batch;
import com.steveslist.api.graphql.PastFields;
import com.steveslist.api.graphql.ViewReads;
import com.steveslist.api.input.Params;
import com.steveslist.api.paging.Connection;
import com.steveslist.api.paging.Connections;
import com.steveslist.api.paging.Connections.Wanted;
import com.steveslist.api.paging.Paging;
import com.steveslist.events.account.AccountId;
import com.steveslist.query.history.Moment;
import com.steveslist.query.listing.ListingFilter;
import com.steveslist.query.listing.ListingView;
import com.steveslist.query.listing.ListingViews;
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

/** Lists of listings: the market's, and those of many sellers at once. */
@Component
public final class SellerListings {

    private final ListingViews listings;
    private final ViewReads reads;
    private final Connections connections;
    private final Batch<OfSeller, Page<ListingView>> bySeller;

    SellerListings(BatchLoaderRegistry batches, ViewReads reads, ListingViews listings, Connections connections) {
        this.listings = listings;
        this.reads = reads;
        this.connections = connections;
        this.bySeller = Batch.of(batches, "listings of sellers", this::ofSellers);
    }

    private record Question(ListingFilter filter, List<SortKey> sort, PageRequest page) {}

    private record OfSeller(AccountId seller, Question question) {}

    /** Sellers who are asked the same are read together. */
    private Map<OfSeller, Page<ListingView>> ofSellers(Asking asking, @Nullable Moment moment, Set<OfSeller> wanted) {
        Map<OfSeller, Page<ListingView>> pages = new HashMap<>();
        Map<Question, List<AccountId>> sellers = wanted.stream().collect(Collectors.groupingBy(
                OfSeller::question, Collectors.mapping(OfSeller::seller, Collectors.toList())));
        sellers.forEach((question, asked) -> reads.rows(
                asking,
                moment,
                ListingViews.CONSUMER,
                () -> listings.at(moment).listOfEach(asked, question.filter(), question.sort(), question.page()))
                .forEach((seller, page) -> pages.put(new OfSeller(seller, question), page)));
        return pages;
    }

    /** What a seller has listed, as far as the caller may see it. */
    public CompletableFuture<Connection<ListingResource>> of(DataFetchingEnvironment field, AccountId seller) {
        Asked asked = Asked.of(field, connections, "listings of " + seller);
        Question question = new Question(asked.filter(), asked.sort(), asked.wanted().page());
        return bySeller.load(field, new OfSeller(seller, question), page -> connection(field, asked, page))
                .thenApply(found -> found == null ? Connections.none() : found);
    }

    /** The market's list. */
    Connection<ListingResource> all(DataFetchingEnvironment field) {
        Asked asked = Asked.of(field, connections, "listings");
        Moment moment = PastFields.momentOf(field);
        return connection(field, asked, reads.rows(
                Asking.of(field),
                moment,
                ListingViews.CONSUMER,
                () -> listings.at(moment).list(asked.filter(), asked.sort(), asked.wanted().page())));
    }

    private Connection<ListingResource> connection(DataFetchingEnvironment field, Asked asked, Page<ListingView> page) {
        AccountId viewer = Asking.of(field).accountIfAny();
        return connections.of(
                asked.wanted(),
                page,
                view -> ListingResource.of(view, viewer),
                view -> listings.cursorOf(view, asked.sort()));
    }

    private record Asked(ListingFilter filter, List<SortKey> sort, Wanted wanted) {

        static Asked of(DataFetchingEnvironment field, Connections connections, String list) {
            @Nullable AccountId viewer = Asking.of(field).accountIfAny();
            Params params = Arguments.params(field);
            ListingFilter filter = ListingFilters.read(params, viewer);
            List<SortKey> sort = Paging.sort(params, ListingFilters.SORTS);
            params.done();
            String name = list + " " + params.canonicalWithout(Set.of()) + " " + viewer;
            return new Asked(filter, sort, connections.read(field.getArguments(), name));
        }
    }
}
