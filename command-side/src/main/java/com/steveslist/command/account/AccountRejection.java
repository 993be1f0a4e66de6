package com.steveslist.command.account;

import com.steveslist.command.dispatch.Rejection;

/** Why an account says no. */
public enum AccountRejection implements Rejection {
    NOT_FOUND("not_found", Kind.NOT_FOUND),
    EMAIL_TAKEN("email_taken", Kind.CONFLICT);

    private final String code;
    private final Kind kind;

    AccountRejection(String code, Kind kind) {
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
