package com.steveslist.api.exports;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.events.account.AccountId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/** How many exports this node writes at once, and how many of them for one account. */
@Component
public final class ExportLimits {

    private static final int AT_ONCE = 4;
    private static final int OF_ACCOUNT = 2;
    private static final Map<String, String> LATER = Map.of("Retry-After", "5");

    private final Semaphore free = new Semaphore(AT_ONCE);
    private final Map<AccountId, Integer> running = new ConcurrentHashMap<>();

    /** A place that is given back by closing it. */
    public interface Place extends AutoCloseable {

        @Override
        void close();
    }

    /** Throws {@link ApiException} when there is none. */
    public Place take(AccountId account) {
        if (running.merge(account, 1, Integer::sum) > OF_ACCOUNT) {
            leave(account);
            throw ApiException.of(
                    ErrorCode.TOO_MANY_RUNNING, "An account has at most " + OF_ACCOUNT + " exports running. Wait until one has ended.",
                    LATER);
        }
        if (!free.tryAcquire()) {
            leave(account);
            throw ApiException.of(
                    ErrorCode.OVERLOADED, "This node writes as many exports as it can. Try again in a few seconds.", LATER);
        }
        return () -> {
            free.release();
            leave(account);
        };
    }

    private void leave(AccountId account) {
        running.computeIfPresent(account, (known, count) -> count == 1 ? null : count - 1);
    }
}
