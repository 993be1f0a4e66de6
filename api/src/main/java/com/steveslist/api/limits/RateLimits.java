package com.steveslist.api.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.security.Identity;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Counts calls, tells clients what is left, and refuses what is too much. Decision 0010 says why in this way.
 *
 * <p>A call with credentials is counted for its key or session and for its account; one without, or with wrong ones, for its address; an
 * attempt to sign in for its address too.
 */
public final class RateLimits implements AutoCloseable {

    private static final int MOST_BUCKETS = 200_000;
    private static final int WINDOWS_KEPT = 2;
    private static final String ATTRIBUTE = RateLimits.class.getName();

    private final RateLimitSettings settings;
    private final UnaryOperator<String> addressHash;
    private final ClientAddresses addresses;
    private final CountExchange exchange;
    private final Cache<String, Bucket> buckets;

    /**
     * Of one node.
     *
     * @param addressHash what stands for an address in the table; keyed, and the same on every node
     * @param dataSource where all nodes find the same table {@code rate_limit}
     */
    public RateLimits(RateLimitSettings settings, UnaryOperator<String> addressHash, DataSource dataSource) {
        this.settings = settings;
        this.addressHash = addressHash;
        this.addresses = new ClientAddresses(settings.trustedProxies(), settings.proxyHeader());
        this.exchange = new CountExchange(new CountTable(dataSource, settings.window().toMillis())).start();
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST_BUCKETS)
                .expireAfterAccess(settings.window().multipliedBy(WINDOWS_KEPT))
                .build();
    }

    /** Whether there is anybody who is believed where a call came from. */
    public boolean hasProxies() {
        return addresses.hasProxies();
    }

    /** The client's address, as far as trusted proxies tell it. */
    public String clientAddress(HttpServletRequest request) {
        return addresses.literal(request);
    }

    /** Whether the client spoke TLS to a trusted proxy. */
    public boolean isOverTls(HttpServletRequest request) {
        return addresses.isOverTls(request);
    }

    /** Counts a request and puts into the answer what is left. Throws {@code rate_limited} when nothing is. */
    public void count(HttpServletRequest request, HttpServletResponse response, @Nullable Identity identity) {
        if (Budget.isUncounted(request)) {
            show(request, response);
            return;
        }
        charge(request, response, identity, Budget.of(request));
    }

    /**
     * Counts a call that is made inside another request, such as a mutation among others, as {@link #count} does one that came alone.
     *
     * @param outer what came over the wire: it knows from where
     */
    public void countInner(
            HttpServletRequest inner, HttpServletRequest outer, HttpServletResponse response, @Nullable Identity identity) {
        charge(outer, response, identity, Budget.of(inner));
    }

    private void charge(HttpServletRequest request, HttpServletResponse response, @Nullable Identity identity, Budget budget) {
        Verdict verdict = take(budget, identity, addresses.of(request));
        request.setAttribute(ATTRIBUTE, verdict);
        verdict.tell(response::setHeader);
        if (verdict.spent() != null) {
            throw refusal(verdict, verdict.spent());
        }
    }

    /** Puts into an answer what an address has left, for what is refused before it is known what was asked. Counts nothing. */
    public void show(HttpServletRequest request, HttpServletResponse response) {
        if (!response.containsHeader("RateLimit")) {
            new Verdict(List.of(address(Budget.ADDRESS, addresses.of(request))), null, windowSeconds()).tell(response::setHeader);
        }
    }

    /** An answer that says "not modified" costs nothing. */
    public static void giveBack(HttpServletRequest request, HttpServletResponse response) {
        if (request.getAttribute(ATTRIBUTE) instanceof Verdict counted) {
            counted.giveBack();
            counted.tell(response::setHeader);
        }
    }

    Verdict take(Budget budget, @Nullable Identity identity, String address) {
        List<Bucket> all = of(budget, identity, address);
        List<Bucket> taken = new ArrayList<>(all.size());
        for (Bucket bucket : all) {
            if (settings.mode() == RateLimitSettings.Mode.OFF) {
                exchange.count(bucket);
            } else if (exchange.take(bucket)) {
                taken.add(bucket);
            } else {
                taken.forEach(Bucket::giveBack);
                return new Verdict(all, bucket, windowSeconds());
            }
        }
        return new Verdict(all, null, windowSeconds());
    }

    private List<Bucket> of(Budget budget, @Nullable Identity identity, String address) {
        List<Bucket> all = new ArrayList<>(3);
        if (budget == Budget.SIGN_IN) {
            all.add(address(Budget.SIGN_IN, address));
        }
        if (identity == null) {
            all.add(address(Budget.ADDRESS, address));
        } else {
            Budget its = budget == Budget.SIGN_IN ? Budget.WRITES : budget;
            all.add(bucket(its.label(), identity.credentialId(), settings.limit(its)));
            all.add(bucket("account-" + its.label(), identity.account().value(), accountLimit(its)));
        }
        return all;
    }

    private int accountLimit(Budget budget) {
        return (int) Math.min(Integer.MAX_VALUE, (long) settings.limit(budget) * settings.keysAnAccount());
    }

    /** An address stands nowhere but in memory: the table has a keyed hash of it. */
    private Bucket address(Budget budget, String address) {
        return buckets.get(budget.label() + " " + address, name -> make(
                budget.label(), budget.label() + " " + addressHash.apply(address), settings.limit(budget)));
    }

    private Bucket bucket(String label, String whose, int limit) {
        return buckets.get(label + " " + whose, name -> make(label, name, limit));
    }

    private Bucket make(String label, String name, int limit) {
        return new Bucket(label, name, limit, settings.window().toNanos(), System.nanoTime());
    }

    private int windowSeconds() {
        return (int) settings.window().toSeconds();
    }

    private static ApiException refusal(Verdict verdict, Bucket spent) {
        long seconds = verdict.secondsToWait();
        String whose = switch (spent.label) {
            case "address" -> "calls without credentials from this address";
            case "sign-in" -> "attempts to sign in from this address";
            default -> spent.label.startsWith("account-")
                    ? spent.label.substring("account-".length()) + " by all keys and sessions of this account"
                    : spent.label + " by this key or session";
        };
        return ApiException.of(
                ErrorCode.RATE_LIMITED,
                "There were " + spent.limit + " " + whose + " in " + verdict.windowSeconds() + " seconds, which is the limit. Try again in "
                        + seconds + (seconds == 1 ? " second." : " seconds."),
                Map.of("Retry-After", Long.toString(seconds)));
    }

    /** Ends the exchange with the other nodes. */
    @Override
    public void close() {
        exchange.close();
    }
}
