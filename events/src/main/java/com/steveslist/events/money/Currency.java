package com.steveslist.events.money;

import java.util.Locale;

/** A currency by its lower-case ISO 4217 code, such as {@code usd}. Currencies without minor units in ISO 4217 are whole units. */
public record Currency(String code) {

    public Currency {
        if (!code.equals(code.toLowerCase(Locale.ROOT)) || !isKnown(code)) {
            throw new IllegalArgumentException("not a lower-case ISO 4217 currency code: use one such as usd, eur or gbp");
        }
    }

    private static boolean isKnown(String code) {
        try {
            java.util.Currency.getInstance(code.toUpperCase(Locale.ROOT));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return code;
    }
}
