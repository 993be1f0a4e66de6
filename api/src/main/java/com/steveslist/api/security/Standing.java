package com.steveslist.api.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.BooleanSupplier;

/** Whether the credentials of a call still open what they opened when it began, for answers that stay open. */
public final class Standing {

    private static final String ATTRIBUTE = Standing.class.getName();

    private Standing() {}

    /** To be asked as often as every second; true for a call without credentials. Says no within a second of a revocation on any node. */
    public static BooleanSupplier of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof BooleanSupplier standing ? standing : () -> true;
    }

    static void attach(HttpServletRequest request, BooleanSupplier stillOpens) {
        request.setAttribute(ATTRIBUTE, stillOpens);
    }
}
