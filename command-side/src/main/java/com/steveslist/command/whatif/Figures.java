package com.steveslist.command.whatif;

/**
 * What became of some orders in one currency.
 *
 * @param orders that were placed
 * @param capturedMinor paid for those that were confirmed
 * @param refundedMinor given back for good
 * @param cancelled how many were cancelled, for whatever reason
 * @param completed how many came to their end
 */
public record Figures(long orders, long capturedMinor, long refundedMinor, long cancelled, long completed) {

    public static final Figures ZERO = new Figures(0, 0, 0, 0, 0);

    /** What sellers keep: minor units. */
    public long keptMinor() {
        return capturedMinor - refundedMinor;
    }

    public Figures plus(Figures other) {
        return new Figures(
                orders + other.orders,
                capturedMinor + other.capturedMinor,
                refundedMinor + other.refundedMinor,
                cancelled + other.cancelled,
                completed + other.completed);
    }

    public Figures minus(Figures other) {
        return new Figures(
                orders - other.orders,
                capturedMinor - other.capturedMinor,
                refundedMinor - other.refundedMinor,
                cancelled - other.cancelled,
                completed - other.completed);
    }
}
