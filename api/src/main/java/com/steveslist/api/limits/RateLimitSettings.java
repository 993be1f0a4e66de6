package com.steveslist.api.limits;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many calls a window each caller may make.
 *
 * @param mode {@code off} never refuses, but counts and sends the headers all the same; set by {@code STEVESLIST_RATE_LIMITS}
 * @param window how long a budget lasts, 1 s to 1 h: from its first call on; then it is whole again
 * @param reads of a key or session; likewise {@code writes} and {@code search}
 * @param search searches and suggestions, beside {@code reads}
 * @param address all calls of an address that shows no credentials, or wrong ones
 * @param signIn attempts to sign in of an address, whoever they are for
 * @param keysAnAccount an account may spend as much as so many of its keys
 * @param trustedProxies addresses, or networks such as {@code 10.0.0.0/8}, that are believed from where and whether over TLS a call came to
 *     them; they must pass on the {@code Host} that the client sent
 * @param proxyHeader the header that they write, and the only one that is read
 */
@ConfigurationProperties("steveslist.rate-limits")
public record RateLimitSettings(
        @DefaultValue("on") Mode mode,
        @DefaultValue("60s") Duration window,
        @DefaultValue("2000") int reads,
        @DefaultValue("600") int writes,
        @DefaultValue("600") int search,
        @DefaultValue("600") int address,
        @DefaultValue("20") int signIn,
        @DefaultValue("5") int keysAnAccount,
        @DefaultValue List<String> trustedProxies,
        @DefaultValue("x-forwarded") ProxyHeader proxyHeader) {

    static final int MOST = 100_000_000;

    /** Whether calls are refused. */
    public enum Mode {
        ON,
        OFF
    }

    public RateLimitSettings {
        trustedProxies = List.copyOf(trustedProxies);
        if (window.compareTo(Duration.ofSeconds(1)) < 0 || window.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("steveslist.rate-limits.window=" + window + " must be from 1s to 1h");
        }
        within("reads", reads, MOST);
        within("writes", writes, MOST);
        within("search", search, MOST);
        within("address", address, MOST);
        within("sign-in", signIn, MOST);
        within("keys-an-account", keysAnAccount, 1_000);
        trustedProxies.forEach(Network::parse);
    }

    private static void within(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException("steveslist.rate-limits." + name + "=" + value + " must be from 1 to " + most);
        }
    }

    /** Calls a window. */
    int limit(Budget budget) {
        return switch (budget) {
            case READS -> reads;
            case WRITES -> writes;
            case SEARCH -> search;
            case SIGN_IN -> signIn;
            case ADDRESS -> address;
        };
    }
}
