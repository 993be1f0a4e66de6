package com.steveslist.projections.view;

import com.steveslist.infra.consumer.LogConsumer;
import com.steveslist.infra.node.ConditionalOnRole;
import com.steveslist.infra.node.NodeRole;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Every view and what keeps it up to date, on nodes with role {@code views}. The query side migrates their schema when it makes its pool, which comes first. */
@ConditionalOnRole(NodeRole.VIEWS)
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
        return ViewDefinition.LISTING.projector(dataSource);
    }

    @Bean
    LogConsumer orderView() {
        return ViewDefinition.ORDER.projector(dataSource);
    }

    @Bean
    LogConsumer checkoutView() {
        return ViewDefinition.CHECKOUT.projector(dataSource);
    }

    @Bean
    LogConsumer paymentView() {
        return ViewDefinition.PAYMENT.projector(dataSource);
    }

    @Bean
    LogConsumer refundView() {
        return ViewDefinition.REFUND.projector(dataSource);
    }

    @Bean
    LogConsumer accountView() {
        return ViewDefinition.ACCOUNT.projector(dataSource);
    }
}
