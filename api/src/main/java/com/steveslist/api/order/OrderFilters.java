package com.steveslist.api.order;

import com.steveslist.api.input.Params;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.query.order.OrderFilter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads which orders are wanted. */
final class OrderFilters {

    /** What lists can be sorted by. */
    static final Set<String> SORTS = new LinkedHashSet<>(List.of("created_at", "updated_at", "total_amount"));

    private static final List<String> STATUSES =
            List.of("pending", "confirmed", "shipped", "delivered", "completed", "cancelled");

    private OrderFilters() {}

    /** Read it before {@code params.done()}. */
    static OrderFilter read(Params params, AccountId account) {
        OrderFilter.Role role = params.parsed("role", 10, OrderFilters::role, "invalid_value", "role is buyer or seller.");
        List<String> statuses = params.texts("status", STATUSES.size(), 20);
        if (!STATUSES.containsAll(statuses)) {
            params.reject("status", "invalid_value", "status is one of " + String.join(", ", STATUSES) + ".");
        }
        CheckoutId checkout = params.parsed(
                "checkout_id", 50, CheckoutId::new, "invalid_value", "checkout_id must be a checkout's id: chk_…");
        return new OrderFilter(
                account,
                role,
                new LinkedHashSet<>(statuses),
                checkout,
                params.time("created_since"),
                params.time("created_before"),
                params.time("updated_since"));
    }

    private static OrderFilter.Role role(String text) {
        return switch (text) {
            case "buyer" -> OrderFilter.Role.BUYER;
            case "seller" -> OrderFilter.Role.SELLER;
            default -> throw new IllegalArgumentException(text);
        };
    }
}
