package com.steveslist.events.money;

/**
 * An amount in minor units (cents for {@code usd}) of one currency. Amounts of different currencies do not add: the attempt throws.
 *
 * @param amountMinor from −10^15 to 10^15 minor units; results outside throw {@link ArithmeticException}
 */
public record Money(long amountMinor, Currency currency) implements Comparable<Money> {

    /** Minor units that no amount goes beyond, in either direction. */
    public static final long BOUND = 1_000_000_000_000_000L;

    public Money {
        if (amountMinor > BOUND || amountMinor < -BOUND) {
            throw new ArithmeticException("amount out of bounds");
        }
    }

    public static Money of(long amountMinor, String currency) {
        return new Money(amountMinor, new Currency(currency));
    }

    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(amountMinor, sameCurrency(other).amountMinor), currency);
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(amountMinor, sameCurrency(other).amountMinor), currency);
    }

    public Money times(long quantity) {
        return new Money(Math.multiplyExact(amountMinor, quantity), currency);
    }

    public boolean isZero() {
        return amountMinor == 0;
    }

    public boolean isPositive() {
        return amountMinor > 0;
    }

    public boolean exceeds(Money other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(amountMinor, sameCurrency(other).amountMinor);
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot combine " + currency + " with " + other.currency);
        }
        return other;
    }

    @Override
    public String toString() {
        return amountMinor + " " + currency;
    }
}
