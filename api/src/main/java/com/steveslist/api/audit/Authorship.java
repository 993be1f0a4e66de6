package com.steveslist.api.audit;

import com.steveslist.api.security.ApiKeys;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.account.ApiKeyId;
import com.steveslist.events.envelope.Actor;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What of events was somebody's own doing, by hand or by a key. For one answer, on one thread. */
public final class Authorship {

    private static final Pattern OURS = Pattern.compile("req_[0-9a-z]{26}");

    private final AccountId account;
    private final ApiKeys keys;
    private final Map<String, Boolean> ownKeys = new HashMap<>();

    public Authorship(AccountId account, ApiKeys keys) {
        this.account = account;
        this.keys = keys;
    }

    /** Whether the account did it itself. */
    public boolean isBy(Actor actor) {
        return switch (actor.kind()) {
            case ACCOUNT -> actor.id().equals(account.value());
            case KEY -> isOwnKey(actor.id());
            case STAFF, SAGA, JOB, ANONYMOUS -> false;
        };
    }

    /** Whether a key is the account's, also when it works no more; a program that acts through OAuth is no key. */
    public boolean isOwnKey(String id) {
        return ownKeys.computeIfAbsent(id, key -> {
            try {
                return keys.findEvenRevoked(new ApiKeyId(key), account).isPresent();
            } catch (IllegalArgumentException program) {
                return false;
            }
        });
    }

    /** Whether a request's id tells nobody anything: one that was made here, unlike those that are their clients' own words. */
    public static boolean saysNothing(@Nullable String requestId) {
        return requestId == null || OURS.matcher(requestId).matches();
    }
}
