package com.steveslist.api.graphql;

import org.jspecify.annotations.Nullable;

/** Money as GraphQL's clients see it. @param amount minor units @param currency ISO 4217, lower case */
public record Amount(long amount, String currency) {

    /** Null when one of them is. */
    public static @Nullable Amount ofNullable(@Nullable Long amount, @Nullable String currency) {
        return amount == null || currency == null ? null : new Amount(amount, currency);
    }
}
