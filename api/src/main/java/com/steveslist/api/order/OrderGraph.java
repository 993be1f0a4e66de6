package com.steveslist.api.order;

import com.steveslist.api.account.AccountNodes;
import com.steveslist.api.checkout.CheckoutNodes;
import com.steveslist.api.graphql.Amount;
import com.steveslist.api.graphql.Arguments;
import com.steveslist.api.graphql.Asking;
import com.steveslist.api.graphql.PastFields;
import com.steveslist.api.graphql.RestFields;
import com.steveslist.api.listing.ListingNodes;
import com.steveslist.api.payment.PaymentNodes;
import com.steveslist.api.refund.RefundNodes;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** Orders in GraphQL. */
@Component
final class OrderGraph implements RuntimeWiringConfigurer {

    private final OrderNodes nodes;
    private final OrderLists lists;
    private final ListingNodes listings;
    private final AccountNodes accounts;
    private final CheckoutNodes checkouts;
    private final PaymentNodes payments;
    private final RefundNodes refunds;
    private final RestFields rest;
    private final PastFields past;

    OrderGraph(
            OrderNodes nodes,
            OrderLists lists,
            ListingNodes listings,
            AccountNodes accounts,
            CheckoutNodes checkouts,
            PaymentNodes payments,
            RefundNodes refunds,
            RestFields rest,
            PastFields past) {
        this.nodes = nodes;
        this.lists = lists;
        this.listings = listings;
        this.accounts = accounts;
        this.checkouts = checkouts;
        this.payments = payments;
        this.refunds = refunds;
        this.rest = rest;
        this.past = past;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", type -> type
                .dataFetcher("order", past.asOf(nodes::find))
                .dataFetcher("orders", past.asOf(field -> lists.ofAccount(field, Asking.of(field).account()))))
                .type("Order", type -> type
                        .dataFetcher("checkout", field -> checkouts.node(field, of(field).checkoutId()))
                        .dataFetcher("payment", field -> payments.node(field, of(field).paymentId()))
                        .dataFetcher("buyer", field -> accounts.node(field, of(field).buyerId()))
                        .dataFetcher("seller", field -> accounts.node(field, of(field).sellerId()))
                        .dataFetcher("refunds", past.asOf(field -> refunds.ofOrder(field, of(field).id())))
                        .dataFetcher("total", field -> new Amount(of(field).totalAmount(), of(field).currency()))
                        .dataFetcher("refunded", field -> new Amount(of(field).refundedAmount(), of(field).currency()))
                        .dataFetcher("refundable", field -> new Amount(of(field).refundableAmount(), of(field).currency())))
                .type("Subscription", type -> type.dataFetcher("orderChanged", nodes::changes))
                .type("OrderItem", type -> type
                        .dataFetcher("listing", field -> listings.node(field, Arguments.<OrderResource.Item>source(field).listingId())))
                .type("Mutation", type -> type
                        .dataFetcher("shipOrder", rest.mutation("POST /v1/orders/{id}/ship", "order"))
                        .dataFetcher("deliverOrder", rest.mutation("POST /v1/orders/{id}/deliver", "order"))
                        .dataFetcher("cancelOrder", rest.mutation("POST /v1/orders/{id}/cancel", "order")));
    }

    private static OrderResource of(DataFetchingEnvironment field) {
        return Arguments.source(field);
    }
}
