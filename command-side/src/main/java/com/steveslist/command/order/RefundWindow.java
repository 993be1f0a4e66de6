package com.steveslist.command.order;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/**
 * How long after delivery (after confirmation, for what was not delivered) a refund can be asked for.
 *
 * @param length above zero; null when there is no such bound: then it can be asked for as long as money is left
 */
public record RefundWindow(@Nullable Duration length) {

    private static final String NAME_OF_NONE = "none";

    public static final RefundWindow NONE = new RefundWindow(null);

    public RefundWindow {
        if (length != null && (length.isNegative() || length.isZero())) {
            throw new IllegalArgumentException("a refund window is above zero, such as 14d or 12h, or none");
        }
    }

    /** Of {@code none}, or a time such as {@code 14d}. */
    public static RefundWindow of(String text) {
        if (text.equals(NAME_OF_NONE)) {
            return NONE;
        }
        try {
            return new RefundWindow(DurationStyle.detectAndParse(text));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "steveslist.policy.refund-window is " + text + ": give a time above zero, such as 14d or 12h, or none", e);
        }
    }

    /** When it ends, for an order whose time began then; null when it never does. */
    @Nullable
    Instant end(Instant begun) {
        return length == null ? null : begun.plus(length);
    }

    @Override
    public String toString() {
        return length == null ? NAME_OF_NONE : length.toString();
    }
}
