package com.steveslist.api.timetravel;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.graphql.Arguments;
import com.steveslist.api.graphql.RestFields;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.events.refund.RefundId;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** What has changed about a thing, in GraphQL: its id says by its prefix what it is. */
@Component
final class DiffGraph implements RuntimeWiringConfigurer {

    private static final Map<String, String> PATHS = Map.of(
            ListingId.PREFIX, "listings", OrderId.PREFIX, "orders", CheckoutId.PREFIX, "checkouts", PaymentId.PREFIX, "payments",
            RefundId.PREFIX, "refunds");

    private final RestFields rest;

    DiffGraph(RestFields rest) {
        this.rest = rest;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", type -> type.dataFetcher("diff", this::diff));
    }

    private @Nullable Object diff(DataFetchingEnvironment field) {
        String id = Arguments.id(field);
        String path = PATHS.get(id.substring(0, Math.max(0, id.indexOf('_'))));
        if (path == null) {
            throw ApiException.notFound("There is no such thing.");
        }
        Object to = field.getArgument("to");
        Map<String, List<String>> moments = new HashMap<>(Map.of("from", List.of(String.valueOf(field.<Object>getArgument("from")))));
        if (to != null) {
            moments.put("to", List.of(to.toString()));
        }
        return rest.readOne(field, "GET /v1/" + path + "/{id}/diff", moments);
    }
}
