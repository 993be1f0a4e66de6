package com.steveslist.infra.payment;

import com.steveslist.command.payment.PaymentGateway;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Wires the provider that is configured, behind what protects us from it. */
@AutoConfiguration
class PaymentConfiguration {

    @Bean
    PaymentGateway paymentGateway(
            @Qualifier("paymentProvider") PaymentGateway provider, ObjectProvider<MeterRegistry> registry) {
        return new ResilientGateway(provider, Resilience.DEFAULTS, registry.getIfAvailable(() -> Metrics.globalRegistry));
    }
}
