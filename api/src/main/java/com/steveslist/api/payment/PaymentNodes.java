package com.steveslist.api.payment;

import com.steveslist.api.graphql.Asking;
import com.steveslist.api.graphql.Batch;
import com.steveslist.api.graphql.NodeSource;
import com.steveslist.api.graphql.PastFields;
import com.steveslist.api.graphql.ViewReads;
import com.steveslist.api.paging.Connection;
import com.steveslist.api.paging.Connections;
import com.steveslist.api.paging.Connections.Wanted;
import com.steveslist.api.security.Scope;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.query.payment.PaymentView;
import com.steveslist.query.payment.PaymentViews;
import com.steveslist.query.history.Moment;
import com.steveslist.query.paging.Page;
import graphql.schema.DataFetchingEnvironment;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Component;

/** Payments for their payers: by id, many at once, and as a list. */
@Component
public final class PaymentNodes implements NodeSource {

    private final PaymentViews payments;
    private final ViewReads reads;
    private final Connections connections;
    private final Batch<PaymentId, PaymentView> byId;

    PaymentNodes(BatchLoaderRegistry batches, ViewReads reads, PaymentViews payments, Connections connections) {
        this.payments = payments;
        this.reads = reads;
        this.connections = connections;
        this.byId = Batch.of(batches, "payment",
                (asking, moment, ids) -> reads.byId(asking, moment, PaymentViews.CONSUMER, ids, payments.at(moment)::findAll));
    }

    @Override
    public String prefix() {
        return PaymentId.PREFIX;
    }

    @Override
    public CompletableFuture<@Nullable Object> node(DataFetchingEnvironment field, String id) {
        Asking asking = Asking.of(field);
        asking.require(Scope.PAYMENTS_READ);
        AccountId account = asking.account();
        return byId.load(field, id, PaymentId::new, view -> view.isSeenBy(account) ? PaymentResource.of(view) : null);
    }

    /** The caller's own. */
    Connection<PaymentResource> list(DataFetchingEnvironment field) {
        Asking asking = Asking.of(field);
        asking.require(Scope.PAYMENTS_READ);
        AccountId account = asking.account();
        Moment moment = PastFields.momentOf(field);
        Wanted wanted = connections.read(field.getArguments(), "payments " + account);
        Page<PaymentView> page = reads.rows(
                asking, moment, PaymentViews.CONSUMER, () -> payments.at(moment).list(account, wanted.page()));
        return connections.of(wanted, page, PaymentResource::of, payments::cursorOf);
    }
}
