package com.steveslist.query.payment;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.payment.PaymentId;
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

/** Reads payments from PostgreSQL. */
public final class PaymentViews {

    public static final String CONSUMER = "view.payment";
    public static final String TABLE = "views.payment";

    private static final Map<String, SortColumn<PaymentView>> SORTS = Map.of(
            "created_at", new SortColumn<>("timestamptz", view -> view.createdAt().toString()),
            "id", new SortColumn<>("text", view -> view.id().value()));

    private final ViewTable<PaymentView> table;

    public PaymentViews(ViewTable<PaymentView> table) {
        this.table = table;
    }

    /** Reads them as they were at a moment; as they are for none. Throws as {@link ViewTable#at} does. */
    public PaymentViews at(@Nullable Moment moment) {
        return moment == null ? this : new PaymentViews(table.at(moment));
    }

    public Optional<PaymentView> find(PaymentId id) {
        return table.find(id.value());
    }

    /** With the place of the event that touched it last. */
    public Optional<Row<PaymentView>> row(PaymentId id) {
        return table.row(id.value());
    }

    /** Those that there are of these, by one statement. */
    public Map<PaymentId, PaymentView> findAll(Collection<PaymentId> ids) {
        return table.findAll(ids, PaymentView::id);
    }

    /** The place of a payment in its list. */
    public Cursor cursorOf(PaymentView payment) {
        return new ListQuery<>(table, SORTS).cursorOf(payment, List.of());
    }

    /** The newest first. */
    public Page<PaymentView> list(AccountId payer, PageRequest page) {
        return new ListQuery<>(table, SORTS).and("payer_id = :payer", "payer", payer.value()).page(List.of(), page);
    }

    /** Payments for which a card may hold an amount, the newest first, at most so many. */
    public List<PaymentView> held(AccountId payer, int most) {
        return new ListQuery<>(table, SORTS)
                .and("payer_id = :payer", "payer", payer.value())
                .and("status in ('requires_authorization', 'authorized')")
                .page(List.of(), PageRequest.first(most))
                .items();
    }

    /** All payments of a payer, the newest first; see {@link ListQuery#each}. */
    public void each(AccountId payer, Consumer<PaymentView> consumer) {
        new ListQuery<>(table, SORTS).and("payer_id = :payer", "payer", payer.value()).each(consumer);
    }
}
