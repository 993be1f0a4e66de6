package com.steveslist.api.security;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.envelope.Actor;
import com.steveslist.events.staff.StaffRole;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who a request acts for, and by what credentials.
 *
 * @param credentialId an API key's id, what stands for a session in our own tables, or for a program the id of what somebody allowed
 *     it, or its own when it acts for its owner; never a secret
 * @param scopes codes; a session has them all
 * @param staff in which roles the account works for the market; none for a program of somebody else's, whoever allowed it
 */
public record Identity(AccountId account, Kind kind, String credentialId, Set<String> scopes, Set<StaffRole> staff) {

    public static final String KEY_HEADER = "X-Steveslist-API-Key";

    private static final String ATTRIBUTE = Identity.class.getName();

    /** Kinds of credentials. */
    public enum Kind {
        KEY,
        SESSION,
        /** A program that acts for the account through OAuth 2.0. */
        PROGRAM
    }

    /** Somebody who does not work for the market. */
    public Identity(AccountId account, Kind kind, String credentialId, Set<String> scopes) {
        this(account, kind, credentialId, scopes, Set.of());
    }

    /** Null for somebody who shows no credentials. */
    public static @Nullable Identity of(HttpServletRequest request) {
        return (Identity) request.getAttribute(ATTRIBUTE);
    }

    void attachTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    public boolean may(Scope scope) {
        return kind == Kind.SESSION || scopes.contains(scope.code());
    }

    /** The error for credentials that lack a scope: what they are, and whether they could have it. */
    public ApiException lacks(Scope scope) {
        String detail = kind == Kind.PROGRAM
                ? "This access token needs the scope " + scope.code() + " for that, "
                        + (scope.isForPrograms()
                                ? "which the program has to ask the person for."
                                : "and no program can have that one: use an API key or a session.")
                : "This API key needs the scope " + scope.code() + " for that.";
        return ApiException.of(ErrorCode.INSUFFICIENT_SCOPE, detail);
    }

    /** Whether it may see the whole history, whoever it is about: a key needs {@code audit:read} for that, too. */
    public boolean isAuditor() {
        return staff.contains(StaffRole.AUDITOR) && may(Scope.AUDIT_READ);
    }

    /** The session that was shown; null for other credentials. */
    public @Nullable SessionId session() {
        return kind == Kind.SESSION ? new SessionId(credentialId) : null;
    }

    /** As events name who did something. */
    public Actor actor() {
        return kind == Kind.SESSION ? new Actor(Actor.Kind.ACCOUNT, account.value()) : new Actor(Actor.Kind.KEY, credentialId);
    }
}
