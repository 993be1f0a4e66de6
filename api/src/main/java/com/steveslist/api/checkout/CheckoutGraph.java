package com.steveslist.api.checkout;

import com.steveslist.api.account.AccountNodes;
import com.steveslist.api.graphql.Amount;
import com.steveslist.api.graphql.Arguments;
import com.steveslist.api.graphql.PastFields;
import com.steveslist.api.graphql.RestFields;
import com.steveslist.api.listing.ListingNodes;
import com.steveslist.api.order.OrderNodes;
import com.steveslist.api.payment.PaymentNodes;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** Checkouts in GraphQL. */
@Component
final class CheckoutGraph implements RuntimeWiringConfigurer {

    private final CheckoutNodes nodes;
    private final AccountNodes accounts;
    private final ListingNodes listings;
    private final OrderNodes orders;
    private final PaymentNodes payments;
    private final RestFields rest;
    private final PastFields past;

    CheckoutGraph(
            CheckoutNodes nodes,
            AccountNodes accounts,
            ListingNodes listings,
            OrderNodes orders,
            PaymentNodes payments,
            RestFields rest,
            PastFields past) {
        this.nodes = nodes;
        this.accounts = accounts;
        this.listings = listings;
        this.orders = orders;
        this.payments = payments;
        this.rest = rest;
        this.past = past;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", type -> type
                .dataFetcher("checkout", past.asOf(nodes::find))
                .dataFetcher("checkouts", past.asOf(nodes::list)))
                .type("Checkout", type -> type
                        .dataFetcher("total", field -> Amount.ofNullable(of(field).totalAmount(), of(field).currency()))
                        .dataFetcher("buyer", field -> accounts.node(field, of(field).buyerId()))
                        .dataFetcher("payment", field -> payments.node(field, of(field).paymentId()))
                        .dataFetcher("orders", this::orders))
                .type("CheckoutItem", type -> type
                        .dataFetcher("listing", field -> listings.node(field, Arguments.<CheckoutResource.Item>source(field).listingId())))
                .type("Mutation", type -> type
                        .dataFetcher("startCheckout", rest.mutation("POST /v1/checkouts", "checkout")));
    }

    private CompletableFuture<List<@Nullable Object>> orders(DataFetchingEnvironment field) {
        List<CompletableFuture<@Nullable Object>> orders =
                of(field).orders().stream().map(order -> this.orders.node(field, order.id())).toList();
        return CompletableFuture.allOf(orders.toArray(new CompletableFuture<?>[0]))
                .thenApply(done -> orders.stream().map(CompletableFuture::join).filter(Objects::nonNull).toList());
    }

    private static CheckoutResource of(DataFetchingEnvironment field) {
        return Arguments.source(field);
    }
}
