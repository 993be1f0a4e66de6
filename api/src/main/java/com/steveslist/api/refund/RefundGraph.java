package com.steveslist.api.refund;

import com.steveslist.api.graphql.Amount;
import com.steveslist.api.graphql.Arguments;
import com.steveslist.api.graphql.PastFields;
import com.steveslist.api.graphql.RestFields;
import com.steveslist.api.order.OrderNodes;
import com.steveslist.api.payment.PaymentNodes;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** Refunds in GraphQL. */
@Component
final class RefundGraph implements RuntimeWiringConfigurer {

    private final RefundNodes nodes;
    private final OrderNodes orders;
    private final PaymentNodes payments;
    private final RestFields rest;
    private final PastFields past;

    RefundGraph(RefundNodes nodes, OrderNodes orders, PaymentNodes payments, RestFields rest, PastFields past) {
        this.nodes = nodes;
        this.orders = orders;
        this.payments = payments;
        this.rest = rest;
        this.past = past;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", type -> type.dataFetcher("refund", past.asOf(nodes::find)))
                .type("Refund", type -> type
                        .dataFetcher("order", field -> orders.node(field, of(field).orderId()))
                        .dataFetcher("payment", field -> payments.node(field, of(field).paymentId()))
                        .dataFetcher("amount", field -> new Amount(of(field).amount(), of(field).currency())))
                .type("Mutation", type -> type
                        .dataFetcher("requestRefund", rest.mutation("POST /v1/orders/{id}/refunds", "refund"))
                        .dataFetcher("retryRefund", rest.mutation("POST /v1/refunds/{id}/retry", "refund")));
    }

    private static RefundResource of(DataFetchingEnvironment field) {
        return Arguments.source(field);
    }
}
