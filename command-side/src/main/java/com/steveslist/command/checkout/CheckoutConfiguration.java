package com.steveslist.command.checkout;

import com.steveslist.command.dispatch.AggregateType;
import com.steveslist.events.checkout.CheckoutId;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Makes checkouts known to the dispatcher. */
@AutoConfiguration
class CheckoutConfiguration {

    static final AggregateType<CheckoutState> TYPE =
            AggregateType.of(Checkout.NAME, CheckoutId.class, CheckoutState.class, Checkout.class, Checkout::new);

    @Bean
    AggregateType<CheckoutState> checkoutAggregate() {
        return TYPE;
    }
}
