package com.steveslist.command.payment;

import com.steveslist.command.dispatch.AggregateType;
import com.steveslist.events.payment.PaymentId;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Makes payments known to the dispatcher. */
@AutoConfiguration
class PaymentConfiguration {

    static final AggregateType<PaymentState> TYPE =
            AggregateType.of(Payment.NAME, PaymentId.class, PaymentState.class, Payment.class, Payment::new);

    @Bean
    AggregateType<PaymentState> paymentAggregate() {
        return TYPE;
    }
}
