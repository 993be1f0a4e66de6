package com.steveslist.api.order;

import com.steveslist.events.account.AccountId;
import com.steveslist.query.order.OrderView;
import java.util.ArrayList;
import java.util.List;

/** What a side of an order may do with it now, named as the paths that do it. The order itself has the last word. */
final class OrderActions {

    private OrderActions() {}

    static List<String> of(OrderView order, AccountId caller) {
        boolean isSeller = order.sellerId().equals(caller);
        List<String> actions = new ArrayList<>();
        if (order.status().equals("confirmed")) {
            if (isSeller) {
                actions.add("ship");
            }
            actions.add("cancel");
        }
        if (order.status().equals("shipped")) {
            actions.add("deliver");
        }
        boolean wasPaid = !order.status().equals("pending") && !order.status().equals("cancelled");
        if (isSeller && wasPaid && order.refundableAmount().isPositive()) {
            actions.add("refund");
        }
        return actions;
    }
}
