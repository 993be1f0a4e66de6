package com.steveslist.command.order;

import com.steveslist.command.dispatch.AggregateType;
import com.steveslist.command.effect.EffectCommands;
import com.steveslist.command.effect.EffectOutbox;
import com.steveslist.events.order.OrderId;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Makes orders known to the dispatcher, and what follows from them by itself to the runners of processes and effects. */
@AutoConfiguration
@EnableConfigurationProperties(OrderPolicy.class)
class OrderConfiguration {

    static final AggregateType<OrderState> TYPE =
            AggregateType.of(Order.NAME, OrderId.class, OrderState.class, Order.class, Order::new);

    @Bean
    AggregateType<OrderState> orderAggregate() {
        return TYPE;
    }

    @Bean
    OrderAutomations orderAutomations(EffectOutbox outbox) {
        return new OrderAutomations(outbox);
    }

    @Bean
    AutomationEffects orderAutomationEffects(EffectCommands commands) {
        return new AutomationEffects(commands);
    }
}
