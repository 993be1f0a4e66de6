package com.steveslist.api.security;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What an API key can be allowed to do. Public things need none.
 *
 * <p>A scope only ever takes away: whose things a call sees is decided by the account that it is made for, and nothing that a key carries
 * makes that more. So every account may put every scope on its keys. Roles of staff are the account's, given by an operator, and never a scope:
 * {@link Identity#staff}.
 */
public enum Scope {
    ACCOUNTS_READ,
    ACCOUNTS_WRITE,
    API_KEYS_READ,
    API_KEYS_WRITE,
    OAUTH_CLIENTS_READ,
    OAUTH_CLIENTS_WRITE,
    LISTINGS_WRITE,
    CART_READ,
    CART_WRITE,
    CHECKOUTS_READ,
    CHECKOUTS_WRITE,
    EVENTS_READ,
    ORDERS_READ,
    ORDERS_WRITE,
    PAYMENTS_READ,
    REFUNDS_READ,
    REFUNDS_WRITE,
    SAVED_SEARCHES_READ,
    SAVED_SEARCHES_WRITE,
    /** The history of what concerns the key's own account; of everybody's, when that account is an auditor's. */
    AUDIT_READ,
    /** Figures about the key's own account. No call needs it yet. */
    ANALYTICS_READ;

    private final String code;

    Scope() {
        int last = name().lastIndexOf('_');
        code = (name().substring(0, last) + ":" + name().substring(last + 1)).toLowerCase(Locale.ROOT);
    }

    /** As clients write it: {@code listings:write}. */
    public String code() {
        return code;
    }

    /** Whether people can allow it to programs of others; not what a program could use to outlive what it was allowed. */
    public boolean isForPrograms() {
        return switch (this) {
            case ACCOUNTS_READ, ACCOUNTS_WRITE, LISTINGS_WRITE, CHECKOUTS_READ, CHECKOUTS_WRITE, ORDERS_READ, ORDERS_WRITE, PAYMENTS_READ,
                    REFUNDS_READ, REFUNDS_WRITE ->
                true;
            default -> false;
        };
    }

    public static Optional<Scope> of(String code) {
        return Arrays.stream(values()).filter(scope -> scope.code.equals(code)).findFirst();
    }

    /** All codes, in the order of this list. */
    public static Set<String> codes() {
        Set<String> codes = new LinkedHashSet<>();
        Arrays.stream(values()).forEach(scope -> codes.add(scope.code));
        return codes;
    }
}
