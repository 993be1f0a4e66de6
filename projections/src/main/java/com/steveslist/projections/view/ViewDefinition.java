package com.steveslist.projections.view;

import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.infra.consumer.LogConsumer;
import com.steveslist.projections.view.ViewProjector.Projection;
import com.steveslist.query.account.AccountView;
import com.steveslist.query.account.AccountViews;
import com.steveslist.query.checkout.CheckoutView;
import com.steveslist.query.checkout.CheckoutViews;
import com.steveslist.query.listing.ListingView;
import com.steveslist.query.listing.ListingViews;
import com.steveslist.query.order.OrderView;
import com.steveslist.query.order.OrderViews;
import com.steveslist.query.payment.PaymentView;
import com.steveslist.query.payment.PaymentViews;
import com.steveslist.query.refund.RefundView;
import com.steveslist.query.refund.RefundViews;
import com.steveslist.query.store.ViewTable;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A view: who keeps it up to date, in which table, out of what. */
public final class ViewDefinition<V> {
    static final ViewDefinition<ListingView> LISTING =
            new ViewDefinition<>(ListingViews.CONSUMER, ListingViews.TABLE, ListingView.class, new ListingProjection());
    static final ViewDefinition<OrderView> ORDER =
            new ViewDefinition<>(OrderViews.CONSUMER, OrderViews.TABLE, OrderView.class, new OrderProjection());
    static final ViewDefinition<CheckoutView> CHECKOUT =
            new ViewDefinition<>(CheckoutViews.CONSUMER, CheckoutViews.TABLE, CheckoutView.class, new CheckoutProjection());
    static final ViewDefinition<PaymentView> PAYMENT =
            new ViewDefinition<>(PaymentViews.CONSUMER, PaymentViews.TABLE, PaymentView.class, new PaymentProjection());
    static final ViewDefinition<RefundView> REFUND =
            new ViewDefinition<>(RefundViews.CONSUMER, RefundViews.TABLE, RefundView.class, new RefundProjection());
    static final ViewDefinition<AccountView> ACCOUNT =
            new ViewDefinition<>(AccountViews.CONSUMER, AccountViews.TABLE, AccountView.class, new AccountProjection());

    private final String consumer;
    private final String table;
    private final Class<V> type;
    private final Projection<V> projection;

    private ViewDefinition(String consumer, String table, Class<V> type, Projection<V> projection) {
        this.consumer = consumer;
        this.table = table;
        this.type = type;
        this.projection = projection;
    }

    /** Every view there is. */
    public static List<ViewDefinition<?>> all() {
        return List.of(LISTING, ORDER, CHECKOUT, PAYMENT, REFUND, ACCOUNT);
    }

    /** The projector's name. */
    public String consumer() {
        return consumer;
    }

    /** With its schema. */
    public String table() {
        return table;
    }

    /** Of what its rows were, with its schema. */
    public String historyTable() {
        return table.replace("\"", "") + "_history";
    }

    /** What keeps the view's own table. */
    LogConsumer projector(DataSource dataSource) {
        return projectorOf(dataSource, table);
    }

    /** The same projector, writing to another table of the same shape and to that one's history. */
    public LogConsumer projectorOf(DataSource dataSource, String otherTable) {
        return version(consumer, dataSource, otherTable);
    }

    /** As {@link #projectorOf}, under another name. */
    public LogConsumer version(String name, DataSource dataSource, String otherTable) {
        return new ViewProjector<>(name, new ViewTable<>(dataSource, otherTable, type), projection);
    }

    /** The row after an event that is about it, as the projector makes it. @param before null when there is none yet */
    public V after(@Nullable Object before, RecordedEvent event) {
        return projection.apply(type.cast(before), event);
    }

    /** The row that an event is about; null when the event does not concern this view. */
    public @Nullable String rowOf(RecordedEvent event) {
        return projection.rowOf(event.event());
    }
}
