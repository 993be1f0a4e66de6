package com.steveslist.infra.payment.stripe;

import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Wires Stripe, which is used when {@code steveslist.payment.provider} is {@code stripe}. */
@AutoConfiguration
@ConditionalOnProperty(name = "steveslist.payment.provider", havingValue = "stripe")
@EnableConfigurationProperties(StripeProperties.class)
class StripeConfiguration {

    /** Its table is in schema {@code process}, which comes with the effects' data source. */
    @Bean(defaultCandidate = false)
    StripeGateway paymentProvider(StripeProperties properties, @Qualifier("effectsDataSource") DataSource dataSource) {
        return new StripeGateway(properties, dataSource);
    }
}
