package com.steveslist.query.store;

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
import com.steveslist.query.progress.ReadModelProgress;
import com.steveslist.query.refund.RefundView;
import com.steveslist.query.refund.RefundViews;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Wires the readers of the PostgreSQL views, whose schema is migrated before anything reads it. */
@AutoConfiguration
@EnableConfigurationProperties(ViewStoreProperties.class)
class ViewStoreConfiguration {

    private static final int POOL_SIZE = 12;

    @Bean(defaultCandidate = false)
    HikariDataSource queryDataSource(ViewStoreProperties properties) {
        Flyway.configure()
                .dataSource(properties.url(), properties.user(), properties.password())
                .schemas("views")
                .defaultSchema("views")
                .locations("classpath:db/views")
                .connectRetries(10)
                .load()
                .migrate();
        HikariConfig config = new HikariConfig();
        config.setPoolName("queries");
        config.setJdbcUrl(properties.url());
        config.setUsername(properties.user());
        config.setPassword(properties.password());
        config.setMaximumPoolSize(POOL_SIZE);
        config.setConnectionTimeout(5_000);
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("ApplicationName", "steveslist-queries");
        // Set once a connection: set for each statement, the driver would start a timer for it.
        config.setConnectionInitSql("set statement_timeout = 10000");
        config.addDataSourceProperty("socketTimeout", "15");
        return new HikariDataSource(config);
    }

    @Bean
    ReadModelProgress readModelProgress(@Qualifier("queryDataSource") DataSource dataSource) {
        return new ReadModelProgress(dataSource);
    }

    @Bean
    ListingViews listingViews(@Qualifier("queryDataSource") DataSource dataSource) {
        return new ListingViews(
                ViewTable.remembering(dataSource, ListingViews.TABLE, ListingView.class).keptBy(ListingViews.CONSUMER));
    }

    @Bean
    OrderViews orderViews(@Qualifier("queryDataSource") DataSource dataSource) {
        return new OrderViews(new ViewTable<>(dataSource, OrderViews.TABLE, OrderView.class).keptBy(OrderViews.CONSUMER));
    }

    @Bean
    CheckoutViews checkoutViews(@Qualifier("queryDataSource") DataSource dataSource) {
        return new CheckoutViews(new ViewTable<>(dataSource, CheckoutViews.TABLE, CheckoutView.class).keptBy(CheckoutViews.CONSUMER));
    }

    @Bean
    PaymentViews paymentViews(@Qualifier("queryDataSource") DataSource dataSource) {
        return new PaymentViews(new ViewTable<>(dataSource, PaymentViews.TABLE, PaymentView.class).keptBy(PaymentViews.CONSUMER));
    }

    @Bean
    RefundViews refundViews(@Qualifier("queryDataSource") DataSource dataSource) {
        return new RefundViews(new ViewTable<>(dataSource, RefundViews.TABLE, RefundView.class).keptBy(RefundViews.CONSUMER));
    }

    @Bean
    AccountViews accountViews(@Qualifier("queryDataSource") DataSource dataSource) {
        return new AccountViews(new ViewTable<>(dataSource, AccountViews.TABLE, AccountView.class).keptBy(AccountViews.CONSUMER));
    }
}
