package com.steveslist.api.payment;

import com.steveslist.api.checkout.CheckoutNodes;
import com.steveslist.api.graphql.Amount;
import com.steveslist.api.graphql.Arguments;
import com.steveslist.api.graphql.PastFields;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** Payments in GraphQL. */
@Component
final class PaymentGraph implements RuntimeWiringConfigurer {

    private final PaymentNodes nodes;
    private final CheckoutNodes checkouts;
    private final PastFields past;

    PaymentGraph(PaymentNodes nodes, CheckoutNodes checkouts, PastFields past) {
        this.nodes = nodes;
        this.checkouts = checkouts;
        this.past = past;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", type -> type
                .dataFetcher("payment", past.asOf(nodes::find))
                .dataFetcher("payments", past.asOf(nodes::list)))
                .type("Payment", type -> type
                        .dataFetcher("checkout", this::checkout)
                        .dataFetcher("amount", field -> new Amount(of(field).amount(), of(field).currency()))
                        .dataFetcher("authorized", field -> new Amount(of(field).amountAuthorized(), of(field).currency()))
                        .dataFetcher("captured", field -> new Amount(of(field).amountCaptured(), of(field).currency()))
                        .dataFetcher("refunded", field -> new Amount(of(field).amountRefunded(), of(field).currency())));
    }

    private CompletableFuture<@Nullable Object> checkout(DataFetchingEnvironment field) {
        String id = of(field).checkoutId();
        return id == null ? CompletableFuture.completedFuture(null) : checkouts.node(field, id);
    }

    private static PaymentResource of(DataFetchingEnvironment field) {
        return Arguments.source(field);
    }
}
