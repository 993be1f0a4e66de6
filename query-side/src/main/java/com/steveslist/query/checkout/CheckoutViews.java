package com.steveslist.query.checkout;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.query.history.Moment;
import com.steveslist.query.paging.Cursor;
import com.steveslist.query.paging.Page;
import com.steveslist.query.paging.PageRequest;
import com.steveslist.query.store.ListQuery;
import com.steveslist.query.store.ListQuery.SortColumn;
import com.steveslist.query.store.ViewTable;
import com.steveslist.query.store.ViewTable.Row;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads checkouts from PostgreSQL. */
public final class CheckoutViews {

    public static final String CONSUMER = "view.checkout";
    public static final String TABLE = "views.checkout";

    /** As the partial index has it. */
    private static final String UNDER_WAY = "status = 'processing'";

    private static final Map<String, SortColumn<CheckoutView>> SORTS = Map.of(
            "created_at", new SortColumn<>("timestamptz", view -> view.createdAt().toString()),
            "id", new SortColumn<>("text", view -> view.id().value()));

    private final ViewTable<CheckoutView> table;

    public CheckoutViews(ViewTable<CheckoutView> table) {
        this.table = table;
    }

    /** Reads them as they were at a moment; as they are for none. Throws as {@link ViewTable#at} does. */
    public CheckoutViews at(@Nullable Moment moment) {
        return moment == null ? this : new CheckoutViews(table.at(moment));
    }

    public Optional<CheckoutView> find(CheckoutId id) {
        return table.find(id.value());
    }

    /** With the place of the event that touched it last. */
    public Optional<Row<CheckoutView>> row(CheckoutId id) {
        return table.row(id.value());
    }

    /** Those that there are of these, by one statement. */
    public Map<CheckoutId, CheckoutView> findAll(Collection<CheckoutId> ids) {
        return table.findAll(ids, CheckoutView::id);
    }

    /** The place of a checkout in its list. */
    public Cursor cursorOf(CheckoutView checkout) {
        return new ListQuery<>(table, SORTS).cursorOf(checkout, List.of());
    }

    /** The newest first. */
    public Page<CheckoutView> list(AccountId buyer, PageRequest page) {
        return new ListQuery<>(table, SORTS).and("buyer_id = :buyer", "buyer", buyer.value()).page(List.of(), page);
    }

    /** Checkouts that are under way, whosever they are, the newest first. */
    public Page<CheckoutView> underWay(PageRequest page) {
        return new ListQuery<>(table, SORTS).and(UNDER_WAY).page(List.of(), page);
    }

    /** Those of one buyer, at most so many. */
    public List<CheckoutView> underWay(AccountId buyer, int most) {
        return new ListQuery<>(table, SORTS)
                .and("buyer_id = :buyer", "buyer", buyer.value())
                .and(UNDER_WAY)
                .page(List.of(), PageRequest.first(most))
                .items();
    }

    /** All checkouts of a buyer, the newest first; see {@link ListQuery#each}. */
    public void each(AccountId buyer, Consumer<CheckoutView> consumer) {
        new ListQuery<>(table, SORTS).and("buyer_id = :buyer", "buyer", buyer.value()).each(consumer);
    }
}
