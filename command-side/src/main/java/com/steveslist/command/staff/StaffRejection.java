package com.steveslist.command.staff;

import com.steveslist.command.dispatch.Rejection;

/** Why a role is not taken back. */
public enum StaffRejection implements Rejection {
    NOT_FOUND("not_found", Kind.NOT_FOUND);

    private final String code;
    private final Kind kind;

    StaffRejection(String code, Kind kind) {
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
