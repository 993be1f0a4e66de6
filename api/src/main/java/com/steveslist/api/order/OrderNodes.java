package com.steveslist.api.order;

import com.steveslist.api.graphql.Asking;
import com.steveslist.api.graphql.Batch;
import com.steveslist.api.graphql.NodeSource;
import com.steveslist.api.graphql.ViewReads;
import com.steveslist.api.graphql.Watching;
import com.steveslist.api.graphql.Watching.Watched;
import com.steveslist.api.security.Scope;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.order.OrderId;
import com.steveslist.query.order.OrderView;
import com.steveslist.query.order.OrderViews;
import graphql.schema.DataFetchingEnvironment;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Component;

/** Orders by id, many at once, for their two sides. */
@Component
public final class OrderNodes implements NodeSource {

    private final Batch<OrderId, OrderView> byId;
    private final OrderViews orders;
    private final ViewReads reads;
    private final Watching watching;
    private final PersonalData personal;

    OrderNodes(BatchLoaderRegistry batches, ViewReads reads, OrderViews orders, Watching watching, PersonalData personal) {
        this.orders = orders;
        this.reads = reads;
        this.watching = watching;
        this.byId = Batch.of(batches, "order",
                (asking, moment, ids) -> reads.byId(asking, moment, OrderViews.CONSUMER, ids, orders.at(moment)::findAll));
        this.personal = personal;
    }

    @Override
    public String prefix() {
        return OrderId.PREFIX;
    }

    @Override
    public CompletableFuture<@Nullable Object> node(DataFetchingEnvironment field, String id) {
        Asking asking = Asking.of(field);
        asking.require(Scope.ORDERS_READ);
        AccountId account = asking.account();
        return byId.load(field, id, OrderId::new, view -> shown(view, account));
    }

    private @Nullable OrderResource shown(OrderView view, AccountId account) {
        return view.isSeenBy(account) ? OrderResource.of(view, account, personal) : null;
    }

    /** An order as it is and whenever it changes. */
    Publisher<Object> changes(DataFetchingEnvironment field) {
        Asking asking = Asking.of(field);
        asking.require(Scope.ORDERS_READ);
        AccountId account = asking.account();
        OrderId id = Watching.id(field, OrderId::new);
        return watching.watch(field, new Watched<>(
                id,
                () -> Optional.ofNullable(reads.byId(asking, OrderViews.CONSUMER, Set.of(id), orders::findAll).get(id)),
                OrderView::version,
                view -> shown(view, account)));
    }
}
