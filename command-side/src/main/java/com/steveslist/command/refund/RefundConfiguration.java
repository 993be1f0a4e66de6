package com.steveslist.command.refund;

import com.steveslist.command.effect.EffectCommands;
import com.steveslist.command.effect.EffectOutbox;
import com.steveslist.command.payment.PaymentGateway;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Makes the refund process and its effects known to their runners. */
@AutoConfiguration
class RefundConfiguration {

    @Bean
    RefundProcess refundProcess(EffectOutbox outbox) {
        return new RefundProcess(outbox);
    }

    @Bean
    RefundEffects refundEffects(EffectCommands commands, PaymentGateway gateway) {
        return new RefundEffects(commands, gateway);
    }
}
