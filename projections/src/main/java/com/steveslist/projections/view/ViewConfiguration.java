package com.steveslist.projections.view;

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
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Every view and what keeps it up to date. The query side migrates their schema when it makes its pool, which comes first. */
@AutoConfiguration(afterName = "com.steveslist.query.store.ViewStoreConfiguration")
class ViewConfiguration {

    private final DataSource dataSource;

    ViewConfiguration(
            @Qualifier("processorDataSource") DataSource dataSource,
            @Qualifier("queryDataSource") DataSource migrated) {
        this.dataSource = dataSource;
    }

    @Bean
    LogConsumer listingView() {
        return view(ListingViews.CONSUMER, ListingViews.TABLE, ListingView.class, new ListingProjection());
    }

    @Bean
    LogConsumer orderView() {
        return view(OrderViews.CONSUMER, OrderViews.TABLE, OrderView.class, new OrderProjection());
    }

    @Bean
    LogConsumer checkoutView() {
        return view(CheckoutViews.CONSUMER, CheckoutViews.TABLE, CheckoutView.class, new CheckoutProjection());
    }

    @Bean
    LogConsumer paymentView() {
        return view(PaymentViews.CONSUMER, PaymentViews.TABLE, PaymentView.class, new PaymentProjection());
    }

    @Bean
    LogConsumer refundView() {
        return view(RefundViews.CONSUMER, RefundViews.TABLE, RefundView.class, new RefundProjection());
    }

    @Bean
    LogConsumer accountView() {
        return view(AccountViews.CONSUMER, AccountViews.TABLE, AccountView.class, new AccountProjection());
    }

    private <V> LogConsumer view(String consumer, String table, Class<V> type, Projection<V> projection) {
        return new ViewProjector<>(consumer, new ViewTable<>(dataSource, table, type), projection);
    }
}
