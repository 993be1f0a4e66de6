package com.steveslist.api.cart;

import com.steveslist.api.account.AccountNodes;
import com.steveslist.api.graphql.Amount;
import com.steveslist.api.graphql.Arguments;
import com.steveslist.api.graphql.RestFields;
import com.steveslist.api.listing.ListingNodes;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** The cart in GraphQL. */
@Component
final class CartGraph implements RuntimeWiringConfigurer {

    private final ListingNodes listings;
    private final AccountNodes accounts;
    private final RestFields rest;

    CartGraph(ListingNodes listings, AccountNodes accounts, RestFields rest) {
        this.listings = listings;
        this.accounts = accounts;
        this.rest = rest;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", type -> type.dataFetcher("cart", field -> rest.read(field, "GET /v1/cart")))
                .type("CartItem", type -> type
                        .dataFetcher("listing", field -> listings.node(field, of(field).listingId()))
                        .dataFetcher("seller", this::seller)
                        .dataFetcher("price", field -> Amount.ofNullable(of(field).priceAmount(), of(field).priceCurrency()))
                        .dataFetcher("total", field -> Amount.ofNullable(of(field).totalAmount(), of(field).priceCurrency()))
                        .dataFetcher("putInPrice", field -> new Amount(of(field).putInPriceAmount(), of(field).putInPriceCurrency())))
                .type("Mutation", type -> type
                        .dataFetcher("putCart", rest.mutation("PUT /v1/cart", "cart"))
                        .dataFetcher("emptyCart", rest.mutation("DELETE /v1/cart", "cart")));
    }

    private CompletableFuture<@Nullable Object> seller(DataFetchingEnvironment field) {
        String id = of(field).sellerId();
        return id == null ? CompletableFuture.completedFuture(null) : accounts.node(field, id);
    }

    private static CartResource.Item of(DataFetchingEnvironment field) {
        return Arguments.source(field);
    }
}
