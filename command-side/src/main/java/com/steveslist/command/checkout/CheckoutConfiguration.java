package com.steveslist.command.checkout;

import com.steveslist.command.dispatch.AggregateType;
import com.steveslist.command.effect.EffectCommands;
import com.steveslist.command.effect.EffectOutbox;
import com.steveslist.command.effect.ProcessStore;
import com.steveslist.command.order.OrderPolicy;
import com.steveslist.command.payment.PaymentGateway;
import com.steveslist.events.checkout.CheckoutId;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Makes checkouts known to the dispatcher, and their process and its effects to the runners of those. */
@AutoConfiguration
class CheckoutConfiguration {

    static final AggregateType<CheckoutState> TYPE =
            AggregateType.of(Checkout.NAME, CheckoutId.class, CheckoutState.class, Checkout.class, Checkout::new);

    @Bean
    AggregateType<CheckoutState> checkoutAggregate() {
        return TYPE;
    }

    @Bean
    CheckoutSaga checkoutSaga(OrderPolicy policy, ProcessStore store, EffectOutbox outbox) {
        return new CheckoutSaga(new CheckoutProcess(policy.shipBy()), store, outbox);
    }

    @Bean
    CheckoutEffects checkoutEffects(EffectCommands commands) {
        return new CheckoutEffects(commands);
    }

    @Bean
    StockEffects checkoutStockEffects(EffectCommands commands) {
        return new StockEffects(commands);
    }

    @Bean
    OrderEffects checkoutOrderEffects(EffectCommands commands) {
        return new OrderEffects(commands);
    }

    @Bean
    PaymentEffects checkoutPaymentEffects(EffectCommands commands, PaymentGateway gateway) {
        return new PaymentEffects(commands, gateway);
    }
}
