package com.steveslist.query.export;

import com.steveslist.events.log.LogPosition;
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
import javax.sql.DataSource;

/** A view as it was at one place in the log, whatever happens while it is read. Rows are fetched as they are wanted. */
public final class Snapshot {

    private final DataSource transaction;
    private final LogPosition at;

    Snapshot(DataSource transaction, LogPosition at) {
        this.transaction = transaction;
        this.at = at;
    }

    /** The place that every row shows. */
    public LogPosition at() {
        return at;
    }

    public ListingViews listings() {
        return new ListingViews(new ViewTable<>(transaction, ListingViews.TABLE, ListingView.class));
    }

    public OrderViews orders() {
        return new OrderViews(new ViewTable<>(transaction, OrderViews.TABLE, OrderView.class));
    }

    public CheckoutViews checkouts() {
        return new CheckoutViews(new ViewTable<>(transaction, CheckoutViews.TABLE, CheckoutView.class));
    }

    public PaymentViews payments() {
        return new PaymentViews(new ViewTable<>(transaction, PaymentViews.TABLE, PaymentView.class));
    }

    public RefundViews refunds() {
        return new RefundViews(new ViewTable<>(transaction, RefundViews.TABLE, RefundView.class));
    }
}
