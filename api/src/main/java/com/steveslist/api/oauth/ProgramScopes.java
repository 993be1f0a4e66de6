package com.steveslist.api.oauth;

import com.steveslist.api.security.Scope;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What people can allow a program, in words for them. What is not in this list no program gets: a key or a client that it made would
 * outlive what it was allowed, and what staff may do is not an account's to give.
 */
final class ProgramScopes {

    private static final Map<Scope, String> SENTENCES = new EnumMap<>(Map.ofEntries(
            Map.entry(Scope.ACCOUNTS_READ, "See your account, with your e-mail address"),
            Map.entry(Scope.ACCOUNTS_WRITE, "Change your profile"),
            Map.entry(Scope.LISTINGS_WRITE, "List things for sale for you, change and withdraw them"),
            Map.entry(Scope.CHECKOUTS_READ, "See what you check out"),
            Map.entry(Scope.CHECKOUTS_WRITE, "Buy and pay for you"),
            Map.entry(Scope.ORDERS_READ, "See your orders, with addresses"),
            Map.entry(Scope.ORDERS_WRITE, "Ship, confirm and cancel orders for you"),
            Map.entry(Scope.PAYMENTS_READ, "See your payments"),
            Map.entry(Scope.REFUNDS_READ, "See your refunds"),
            Map.entry(Scope.REFUNDS_WRITE, "Give money back for you")));

    static {
        for (Scope scope : Scope.values()) {
            if (scope.isForPrograms() != SENTENCES.containsKey(scope)) {
                throw new IllegalStateException("say in words for people what a program may do that has " + scope);
            }
        }
    }

    private ProgramScopes() {}

    /** Codes, in the order of {@link Scope}. */
    static Set<String> codes() {
        Set<String> codes = new LinkedHashSet<>();
        SENTENCES.keySet().forEach(scope -> codes.add(scope.code()));
        return codes;
    }

    /** What these codes mean, in the order of {@link Scope}. */
    static List<String> sentences(Set<String> codes) {
        return SENTENCES.entrySet().stream()
                .filter(entry -> codes.contains(entry.getKey().code()))
                .map(Map.Entry::getValue)
                .toList();
    }
}
