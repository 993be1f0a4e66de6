package com.steveslist.infra.payment.stripe;

import com.steveslist.events.money.Money;
import java.util.Set;

/**
 * Our amounts in Stripe's units. Both count minor units of ISO 4217, save for three currencies that Stripe counts otherwise
 * (docs.stripe.com/currencies, "special cases").
 */
final class StripeAmount {

    /** Without minor units since a while, yet Stripe still wants hundredths. */
    private static final Set<String> HUNDREDTHS = Set.of("isk", "ugx");

    /** Has minor units, yet Stripe counts whole ones. */
    private static final Set<String> WHOLE = Set.of("mga");

    private StripeAmount() {}

    static long of(Money money) {
        String currency = money.currency().code();
        if (HUNDREDTHS.contains(currency)) {
            return Math.multiplyExact(money.amountMinor(), 100);
        }
        if (!WHOLE.contains(currency)) {
            return money.amountMinor();
        }
        if (money.amountMinor() % 100 != 0) {
            throw new IllegalArgumentException("Stripe takes whole units of " + currency + " only");
        }
        return money.amountMinor() / 100;
    }
}
