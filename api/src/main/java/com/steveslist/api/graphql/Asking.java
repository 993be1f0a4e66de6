package com.steveslist.api.graphql;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.security.Identity;
import com.steveslist.api.security.Scope;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.log.LogPosition;
import graphql.GraphQLContext;
import graphql.schema.DataFetchingEnvironment;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Who asks in a GraphQL request, and what holds for all of its fields: rights, the place that reads must show, the time that is left. */
public final class Asking {

    private static final Duration TIME = Duration.ofSeconds(15);
    private static final Duration MOST_TIME = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final @Nullable Identity identity;
    private final String requestId;
    private final Door door;
    private volatile @Nullable LogPosition notBefore;
    private final @Nullable Exchange exchange;
    private final AtomicReference<LogPosition> shown = new AtomicReference<>(LogPosition.START);
    private volatile long beganNanos = System.nanoTime();
    private volatile long timeNanos = TIME.toNanos();
    private volatile @Nullable QueryCost cost;

    /**
     * @param notBefore the place in the log that all reads must show; null when the client has no wish
     * @param exchange the HTTP exchange, as long as it lasts; null where there is none
     */
    Asking(@Nullable Identity identity, String requestId, Door door, @Nullable LogPosition notBefore, @Nullable Exchange exchange) {
        this.identity = identity;
        this.requestId = requestId;
        this.door = door;
        this.notBefore = notBefore;
        this.exchange = exchange;
    }

    /** The one that a field is asked for in. */
    public static Asking of(DataFetchingEnvironment field) {
        return of(field.getGraphQlContext());
    }

    static Asking of(GraphQLContext context) {
        return Objects.requireNonNull(context.get(Asking.class), "a query is run by GraphRunner only");
    }

    /** Null for somebody who shows no credentials. */
    public @Nullable AccountId accountIfAny() {
        return identity == null ? null : identity.account();
    }

    /** Throws {@code unauthenticated} for somebody who shows no credentials. */
    public AccountId account() {
        return credentials().account();
    }

    /** Throws {@code unauthenticated} without credentials, and {@code insufficient_scope} for a key that may not do this. */
    public void require(Scope scope) {
        if (!credentials().may(scope)) {
            throw credentials().lacks(scope);
        }
    }

    /** Whether the credentials allow it; false for nobody. */
    public boolean may(Scope scope) {
        return identity != null && identity.may(scope);
    }

    /** Whose credentials they are. Throws {@code unauthenticated} for somebody who shows none. */
    public Identity credentials() {
        if (identity == null) {
            throw ApiException.of(ErrorCode.UNAUTHENTICATED, "This needs an API key or a session.");
        }
        return identity;
    }

    String requestId() {
        return requestId;
    }

    Door door() {
        return door;
    }

    @Nullable
    LogPosition notBefore() {
        return notBefore;
    }

    @Nullable
    Exchange exchange() {
        return exchange;
    }

    /** How long reads may still wait for their read models, all of them together. */
    Duration patience() {
        return Duration.ofNanos(Math.max(0, PATIENCE.toNanos() - (System.nanoTime() - beganNanos)));
    }

    /** Throws {@code query_timeout} when the request has taken its time. */
    public void checkTime() {
        if (System.nanoTime() - beganNanos > timeNanos) {
            throw ApiException.of(
                    ErrorCode.QUERY_TIMEOUT, "This took longer than it may. Ask for less at once; what has an answer is in data.");
        }
    }

    /** What the client prefers to wait for does not count as time that it took, within a bound. */
    void allow(Duration more) {
        timeNanos = Math.min(MOST_TIME.toNanos(), timeNanos + more.toNanos());
    }

    /** An event of a subscription has time of its own, and all that is shown with it is as late as the event. */
    void beginAgain(LogPosition event) {
        beganNanos = System.nanoTime();
        notBefore = event;
        shows(event);
    }

    /** Notes a place that something in the answer shows. */
    public void shows(LogPosition at) {
        shown.accumulateAndGet(at, (one, other) -> one.compareTo(other) >= 0 ? one : other);
    }

    /** A place that covers everything that the answer shows. */
    LogPosition shown() {
        return Objects.requireNonNull(shown.get());
    }

    @Nullable
    QueryCost cost() {
        return cost;
    }

    void cost(QueryCost counted) {
        cost = counted;
    }
}
