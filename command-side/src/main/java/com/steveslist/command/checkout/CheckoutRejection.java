package com.steveslist.command.checkout;

import com.steveslist.command.dispatch.Rejection;

/** Why a checkout says no. */
public enum CheckoutRejection implements Rejection {
    NOT_FOUND("not_found", Kind.NOT_FOUND),
    MIXED_CURRENCIES("mixed_currencies", Kind.UNPROCESSABLE),
    /** There is nothing to buy: the cart is empty. */
    CART_EMPTY("cart_empty", Kind.UNPROCESSABLE),
    /** No amount of money is that large. */
    TOTAL_TOO_LARGE("total_too_large", Kind.UNPROCESSABLE),
    /** It has ended already. */
    INVALID_STATE("invalid_state", Kind.CONFLICT);

    private final String code;
    private final Kind kind;

    CheckoutRejection(String code, Kind kind) {
        this.code = code;
        this.kind = kind;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
