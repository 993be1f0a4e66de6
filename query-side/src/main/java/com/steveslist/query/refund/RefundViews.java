package com.steveslist.query.refund;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.refund.RefundId;
import com.steveslist.query.history.Moment;
import com.steveslist.query.order.OrderFilter.Role;
import com.steveslist.query.paging.Cursor;
import com.steveslist.query.paging.Page;
import com.steveslist.query.paging.PageRequest;
import com.steveslist.query.store.ListQuery;
import com.steveslist.query.store.ListQuery.SortColumn;
import com.steveslist.query.store.ViewTable;
import com.steveslist.query.store.ViewTable.Row;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads refunds from PostgreSQL. */
public final class RefundViews {

    public static final String CONSUMER = "view.refund";
    public static final String TABLE = "views.refund";

    private static final Map<String, SortColumn<RefundView>> SORTS = Map.of(
            "created_at", new SortColumn<>("timestamptz", view -> view.createdAt().toString()),
            "id", new SortColumn<>("text", view -> view.id().value()));

    private static final String BUYER = "body ->> 'buyer_id' = :account";
    private static final String SELLER = "body ->> 'seller_id' = :account";

    private final ViewTable<RefundView> table;

    public RefundViews(ViewTable<RefundView> table) {
        this.table = table;
    }

    /** Reads them as they were at a moment; as they are for none. Throws as {@link ViewTable#at} does. */
    public RefundViews at(@Nullable Moment moment) {
        return moment == null ? this : new RefundViews(table.at(moment));
    }

    public Optional<RefundView> find(RefundId id) {
        return table.find(id.value());
    }

    /** With the place of the event that touched it last. */
    public Optional<Row<RefundView>> row(RefundId id) {
        return table.row(id.value());
    }

    /** Those that there are of these, by one statement. */
    public Map<RefundId, RefundView> findAll(Collection<RefundId> ids) {
        return table.findAll(ids, RefundView::id);
    }

    /** The newest refunds of each of these orders, by one statement; of those without any, nothing. */
    public Map<OrderId, Page<RefundView>> listOfEach(Collection<OrderId> orders, PageRequest page) {
        Map<OrderId, Page<RefundView>> pages = new HashMap<>();
        new ListQuery<>(table, SORTS)
                .pages("order_id = parent.key", orders.stream().map(OrderId::value).toList(), List.of(), page)
                .forEach((order, refunds) -> pages.put(new OrderId(order), refunds));
        return pages;
    }

    /** The place of a refund in its list. */
    public Cursor cursorOf(RefundView refund) {
        return new ListQuery<>(table, SORTS).cursorOf(refund, List.of());
    }

    /** The newest first. */
    public Page<RefundView> list(OrderId order, PageRequest page) {
        return new ListQuery<>(table, SORTS).and("order_id = :order", "order", order.value()).page(List.of(), page);
    }

    /** Refunds of either side of which the money is on its way, the newest first, at most so many. */
    public List<RefundView> underWay(AccountId account, int most) {
        return ofAccount(account, null).and("status = 'processing'").page(List.of(), PageRequest.first(most)).items();
    }

    /** All refunds of an account's orders, the newest first; see {@link ListQuery#each}. @param role which side it is; null for both */
    public void each(AccountId account, @Nullable Role role, Consumer<RefundView> consumer) {
        ofAccount(account, role).each(consumer);
    }

    private ListQuery<RefundView> ofAccount(AccountId account, @Nullable Role role) {
        ListQuery<RefundView> query = new ListQuery<>(table, SORTS);
        return role == null
                ? query.either(BUYER, SELLER + " and body ->> 'buyer_id' <> :account", "account", account.value())
                : query.and(role == Role.BUYER ? BUYER : SELLER, "account", account.value());
    }
}
