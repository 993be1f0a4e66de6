package com.steveslist.api.refund;

import com.steveslist.api.graphql.Asking;
import com.steveslist.api.graphql.Batch;
import com.steveslist.api.graphql.NodeSource;
import com.steveslist.api.graphql.ViewReads;
import com.steveslist.api.paging.Connection;
import com.steveslist.api.paging.Connections;
import com.steveslist.api.paging.Connections.Wanted;
import com.steveslist.api.security.Scope;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.refund.RefundId;
import com.steveslist.query.history.Moment;
import com.steveslist.query.paging.Page;
import com.steveslist.query.paging.PageRequest;
import com.steveslist.query.refund.RefundView;
import com.steveslist.query.refund.RefundViews;
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

/** Refunds for the two sides of their orders: by id, and those of many orders at once. */
@Component
public final class RefundNodes implements NodeSource {

    private final RefundViews refunds;
    private final ViewReads reads;
    private final Connections connections;
    private final PersonalData personal;
    private final Batch<RefundId, RefundView> byId;
    private final Batch<OfOrder, Page<RefundView>> byOrder;

    RefundNodes(BatchLoaderRegistry batches, ViewReads reads, RefundViews refunds, Connections connections, PersonalData personal) {
        this.refunds = refunds;
        this.reads = reads;
        this.connections = connections;
        this.personal = personal;
        this.byId = Batch.of(batches, "refund",
                (asking, moment, ids) -> reads.byId(asking, moment, RefundViews.CONSUMER, ids, refunds.at(moment)::findAll));
        this.byOrder = Batch.of(batches, "refunds of orders", this::ofOrders);
    }

    private record OfOrder(OrderId order, PageRequest page) {}

    private Map<OfOrder, Page<RefundView>> ofOrders(Asking asking, @Nullable Moment moment, Set<OfOrder> wanted) {
        Map<OfOrder, Page<RefundView>> pages = new HashMap<>();
        wanted.stream().collect(Collectors.groupingBy(OfOrder::page)).forEach((page, same) -> {
            List<OrderId> orders = same.stream().map(OfOrder::order).toList();
            reads.rows(asking, moment, RefundViews.CONSUMER, () -> refunds.at(moment).listOfEach(orders, page))
                    .forEach((order, found) -> pages.put(new OfOrder(order, page), found));
        });
        return pages;
    }

    @Override
    public String prefix() {
        return RefundId.PREFIX;
    }

    @Override
    public CompletableFuture<@Nullable Object> node(DataFetchingEnvironment field, String id) {
        Asking asking = Asking.of(field);
        asking.require(Scope.REFUNDS_READ);
        AccountId account = asking.account();
        return byId.load(field, id, RefundId::new, view -> view.isSeenBy(account) ? RefundResource.of(view, personal) : null);
    }

    /** The refunds of an order that the caller sees. */
    public CompletableFuture<Connection<RefundResource>> ofOrder(DataFetchingEnvironment field, String orderId) {
        Asking asking = Asking.of(field);
        asking.require(Scope.REFUNDS_READ);
        Wanted wanted = connections.read(field.getArguments(), "refunds of " + orderId + " " + asking.account());
        return byOrder.load(field, new OfOrder(new OrderId(orderId), wanted.page()), page -> connection(wanted, page))
                .thenApply(found -> found == null ? Connections.none() : found);
    }

    private Connection<RefundResource> connection(Wanted wanted, Page<RefundView> page) {
        return connections.of(wanted, page, view -> RefundResource.of(view, personal), refunds::cursorOf);
    }
}
