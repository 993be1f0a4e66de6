package com.steveslist.query.order;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.order.OrderId;
import com.steveslist.query.history.Moment;
import com.steveslist.query.order.OrderFilter.Role;
import com.steveslist.query.paging.Cursor;
import com.steveslist.query.paging.Page;
import com.steveslist.query.paging.PageRequest;
import com.steveslist.query.paging.SortKey;
import com.steveslist.query.store.ListQuery;
import com.steveslist.query.store.ListQuery.SortColumn;
import com.steveslist.query.store.ViewTable;
import com.steveslist.query.store.ViewTable.Row;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads orders from PostgreSQL. */
public final class OrderViews {

    public static final String CONSUMER = "view.order";
    public static final String TABLE = "views.\"order\"";

    /** As the partial index has it: a status that nobody thought of is open. */
    private static final String OPEN = "status not in ('completed', 'cancelled')";

    private static final Map<String, SortColumn<OrderView>> SORTS = Map.of(
            "created_at", new SortColumn<>("timestamptz", view -> view.createdAt().toString()),
            "updated_at", new SortColumn<>("timestamptz", view -> view.updatedAt().toString(), true),
            "total_amount", new SortColumn<>("bigint", view -> Long.toString(view.total().amountMinor())),
            "id", new SortColumn<>("text", view -> view.id().value()));

    private final ViewTable<OrderView> table;

    public OrderViews(ViewTable<OrderView> table) {
        this.table = table;
    }

    /** Reads them as they were at a moment; as they are for none. Throws as {@link ViewTable#at} does. */
    public OrderViews at(@Nullable Moment moment) {
        return moment == null ? this : new OrderViews(table.at(moment));
    }

    public Optional<OrderView> find(OrderId id) {
        return table.find(id.value());
    }

    /** With the place of the event that touched it last. */
    public Optional<Row<OrderView>> row(OrderId id) {
        return table.row(id.value());
    }

    /** Those that there are of these, by one statement. */
    public Map<OrderId, OrderView> findAll(Collection<OrderId> ids) {
        return table.findAll(ids, OrderView::id);
    }

    /**
     * @param sort of {@code created_at}, {@code updated_at}, {@code total_amount}; empty for the newest first
     * @throws IllegalArgumentException for another field, or a cursor of another sort
     */
    public Page<OrderView> list(OrderFilter filter, List<SortKey> sort, PageRequest page) {
        return ofAccount(new ListQuery<>(table, SORTS), filter)
                .andChanging("status in (:statuses)", "statuses", filter.statuses())
                .and("checkout_id = :checkout", "checkout", filter.checkoutId() == null ? null : filter.checkoutId().value())
                .and("created_at >= :created_since", "created_since", timestamp(filter.createdSince()))
                .and("created_at < :created_before", "created_before", timestamp(filter.createdBefore()))
                .andChanging("updated_at >= :updated_since", "updated_since", timestamp(filter.updatedSince()))
                .page(sort, page);
    }

    /** The newest orders that a seller got for each of these listings, by one statement; of those without any, nothing. */
    public Map<ListingId, Page<OrderView>> listOfEach(AccountId seller, Collection<ListingId> listings, PageRequest page) {
        Map<ListingId, Page<OrderView>> pages = new HashMap<>();
        new ListQuery<>(table, SORTS)
                .and("seller_id = :seller", "seller", seller.value())
                .pages("views.listing_ids(body) @> array[parent.key]", listings.stream().map(ListingId::value).toList(), List.of(), page)
                .forEach((listing, orders) -> pages.put(new ListingId(listing), orders));
        return pages;
    }

    /** The place of an order in a list with this sort. */
    public Cursor cursorOf(OrderView order, List<SortKey> sort) {
        return new ListQuery<>(table, SORTS).cursorOf(order, sort);
    }

    /** All orders of an account, the newest first; see {@link ListQuery#each}. @param role which side it is; null for both */
    public void each(AccountId account, @Nullable Role role, Consumer<OrderView> consumer) {
        ofAccount(new ListQuery<>(table, SORTS), new OrderFilter(account, role, Set.of(), null, null, null, null)).each(consumer);
    }

    /** Orders of either side that are not over, the newest first, at most so many. */
    public List<OrderView> open(AccountId account, int most) {
        return ofAccount(new ListQuery<>(table, SORTS), new OrderFilter(account, null, Set.of(), null, null, null, null))
                .and(OPEN)
                .page(List.of(), PageRequest.first(most))
                .items();
    }

    private static ListQuery<OrderView> ofAccount(ListQuery<OrderView> query, OrderFilter filter) {
        String account = filter.account().value();
        if (filter.role() == null) {
            return query.either("buyer_id = :account", "seller_id = :account and buyer_id <> :account", "account", account);
        }
        return query.and(filter.role() == Role.BUYER ? "buyer_id = :account" : "seller_id = :account", "account", account);
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
