package com.steveslist.command.dispatch;

/** Rejections that any command can meet, whatever its noun. */
public enum DispatchRejection implements Rejection {
    NOT_FOUND("not_found", Kind.NOT_FOUND),
    VERSION_MISMATCH("version_mismatch", Kind.PRECONDITION_FAILED),
    IDEMPOTENCY_KEY_REUSED("idempotency_key_reused", Kind.UNPROCESSABLE),
    CLAIM_TAKEN("claim_taken", Kind.CONFLICT),
    /** The account that asks is being erased, or was. */
    ACCOUNT_CLOSING("account_closing", Kind.CONFLICT);

    private final String code;
    private final Kind kind;

    DispatchRejection(String code, Kind kind) {
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
