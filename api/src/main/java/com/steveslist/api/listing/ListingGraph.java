package com.steveslist.api.listing;

import com.steveslist.api.account.AccountNodes;
import com.steveslist.api.graphql.Amount;
import com.steveslist.api.graphql.Arguments;
import com.steveslist.api.graphql.PastFields;
import com.steveslist.api.graphql.RestFields;
import com.steveslist.api.order.OrderLists;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.listing.ListingId;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** Listings in GraphQL. */
@Component
final class ListingGraph implements RuntimeWiringConfigurer {

    private final ListingNodes nodes;
    private final SellerListings lists;
    private final AccountNodes accounts;
    private final OrderLists orders;
    private final RestFields rest;
    private final PastFields past;

    ListingGraph(ListingNodes nodes, SellerListings lists, AccountNodes accounts, OrderLists orders, RestFields rest, PastFields past) {
        this.nodes = nodes;
        this.lists = lists;
        this.accounts = accounts;
        this.orders = orders;
        this.rest = rest;
        this.past = past;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", type -> type
                .dataFetcher("listing", past.asOf(nodes::find))
                .dataFetcher("listings", past.asOf(lists::all)))
                .type("Listing", type -> type
                        .dataFetcher("price", field -> new Amount(of(field).priceAmount(), of(field).priceCurrency()))
                        .dataFetcher("attributes", field -> of(field).attributes().entrySet().stream()
                                .map(entry -> new Attribute(entry.getKey(), entry.getValue()))
                                .toList())
                        .dataFetcher("seller", field -> accounts.node(field, of(field).sellerId()))
                        .dataFetcher("orders", field -> orders.ofListing(
                                field, new ListingId(of(field).id()), new AccountId(of(field).sellerId()))))
                .type("Subscription", type -> type.dataFetcher("listingChanged", nodes::changes))
                .type("Mutation", type -> type
                        .dataFetcher("createListing", rest.mutation("POST /v1/listings", "listing"))
                        .dataFetcher("replaceListing", rest.mutation("PUT /v1/listings/{id}", "listing"))
                        .dataFetcher("changeListing", rest.mutation("PATCH /v1/listings/{id}", "listing"))
                        .dataFetcher("publishListing", rest.mutation("POST /v1/listings/{id}/publish", "listing"))
                        .dataFetcher("withdrawListing", rest.mutation("POST /v1/listings/{id}/withdraw", "listing"))
                        .dataFetcher("deleteListing", rest.mutation("DELETE /v1/listings/{id}", "listing")));
    }

    private record Attribute(String name, String value) {}

    private static ListingResource of(DataFetchingEnvironment field) {
        return Arguments.source(field);
    }
}
