package com.steveslist.command.order;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long things may take, bound to {@code steveslist.policy.*}.
 *
 * @param shipBy how long a seller has to ship a confirmed order before it is cancelled and refunded; {@code 7d}
 * @param completeAfter how long after delivery a buyer can complain; {@code 14d}
 * @param refundWindow how long a refund can be asked for; {@code none}: as long as money is left
 */
@ConfigurationProperties("steveslist.policy")
public record OrderPolicy(
        @DefaultValue("7d") Duration shipBy,
        @DefaultValue("14d") Duration completeAfter,
        @DefaultValue("none") RefundWindow refundWindow) {

    public OrderPolicy {
        check("ship-by", shipBy);
        check("complete-after", completeAfter);
    }

    private static void check(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(
                    "steveslist.policy." + name + " is " + value + ": give a time above zero, such as 7d or 12h");
        }
    }
}
