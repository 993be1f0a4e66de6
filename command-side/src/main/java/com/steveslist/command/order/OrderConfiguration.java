package com.steveslist.command.order;

import com.steveslist.command.dispatch.AggregateType;
import com.steveslist.events.order.OrderId;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Makes orders known to the dispatcher. */
@AutoConfiguration
class OrderConfiguration {

    static final AggregateType<OrderState> TYPE =
            AggregateType.of(Order.NAME, OrderId.class, OrderState.class, Order.class, Order::new);

    @Bean
    AggregateType<OrderState> orderAggregate() {
        return TYPE;
    }
}
