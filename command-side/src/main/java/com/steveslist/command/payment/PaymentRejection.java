package com.steveslist.command.payment;

import com.steveslist.command.dispatch.Rejection;

/** Why a payment says no. */
public enum PaymentRejection implements Rejection {
    NOT_FOUND("not_found", Kind.NOT_FOUND),
    INVALID_STATE("invalid_state", Kind.CONFLICT),
    REFUND_EXCEEDS_PAYMENT("refund_exceeds_payment", Kind.UNPROCESSABLE);

    private final String code;
    private final Kind kind;

    PaymentRejection(String code, Kind kind) {
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
