package com.steveslist.command.whatif;

import com.steveslist.command.order.RefundWindow;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/**
 * The rules that are other than they were; null for each that is as it was.
 *
 * @param shipBy how long sellers have to ship, from payment on
 * @param completeAfter how long after delivery an order is completed
 * @param refundWindow how long refunds can be asked for
 */
public record ChangedPolicy(
        @Nullable Duration shipBy, @Nullable Duration completeAfter, @Nullable RefundWindow refundWindow) {

    /** Every rule as it was. */
    public static final ChangedPolicy NOTHING = new ChangedPolicy(null, null, null);

    private static final String SHIP_BY = "ship-by";
    private static final String COMPLETE_AFTER = "complete-after";
    private static final String REFUND_WINDOW = "refund-window";

    /** The names of rules that can be changed. */
    public static final List<String> RULES = List.of(SHIP_BY, COMPLETE_AFTER, REFUND_WINDOW);

    /** Of words such as {@code ship-by=3d}. Throws {@link IllegalArgumentException} that says what is known. */
    public static ChangedPolicy of(List<String> rules) {
        ChangedPolicy policy = NOTHING;
        List<String> given = new ArrayList<>();
        for (String rule : rules) {
            int equals = rule.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("a rule is written NAME=VALUE, such as refund-window=14d; this is not: " + rule);
            }
            String name = rule.substring(0, equals);
            if (given.contains(name)) {
                throw new IllegalArgumentException("the rule " + name + " is given twice");
            }
            given.add(name);
            policy = policy.with(name, rule.substring(equals + 1));
        }
        return policy;
    }

    private ChangedPolicy with(String name, String value) {
        return switch (name) {
            case SHIP_BY -> new ChangedPolicy(time(name, value), completeAfter, refundWindow);
            case COMPLETE_AFTER -> new ChangedPolicy(shipBy, time(name, value), refundWindow);
            case REFUND_WINDOW -> new ChangedPolicy(
                    shipBy, completeAfter, value.equals("none") ? RefundWindow.NONE : new RefundWindow(time(name, value)));
            default -> throw new IllegalArgumentException(
                    "there is no rule " + name + ": the known ones are " + String.join(", ", RULES));
        };
    }

    private static Duration time(String name, String value) {
        try {
            Duration time = DurationStyle.detectAndParse(value);
            if (time.isPositive() && time.compareTo(Duration.ofDays(36_500)) < 0) {
                return time;
            }
        } catch (IllegalArgumentException | DateTimeParseException | ArithmeticException e) {
            // said below
        }
        String none = name.equals(REFUND_WINDOW) ? ", or none" : "";
        throw new IllegalArgumentException(name + " cannot be " + value + ": give a time above zero, such as 7d or 12h" + none);
    }
}
