package com.steveslist.command.order;

import com.steveslist.command.dispatch.Rejection;

/** Why an order says no, also to a refund. */
public enum OrderRejection implements Rejection {
    NOT_FOUND("not_found", Kind.NOT_FOUND),
    /** The order's other side may see it but not do this. */
    NOT_YOURS("forbidden", Kind.FORBIDDEN),
    INVALID_STATE("invalid_state", Kind.CONFLICT),
    REFUND_EXCEEDS_PAYMENT("refund_exceeds_payment", Kind.UNPROCESSABLE),
    REFUND_WINDOW_CLOSED("refund_window_closed", Kind.UNPROCESSABLE);

    private final String code;
    private final Kind kind;

    OrderRejection(String code, Kind kind) {
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
