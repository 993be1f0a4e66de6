package com.steveslist.api.apikey;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.http.Call;
import com.steveslist.api.input.Body;
import com.steveslist.api.input.Formats;
import com.steveslist.api.security.Identity;
import com.steveslist.api.security.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a client may say about a key that it wants. */
final class KeyInput {

    private static final int LONGEST_DAYS = 3_650;

    private KeyInput() {}

    /** Null when nothing is said. */
    static @Nullable Set<String> scopes(Body body) {
        boolean sent = body.has("scopes") && !body.isNull("scopes");
        List<String> scopes = body.texts("scopes", Scope.values().length, 1, 50);
        if (scopes.stream().anyMatch(scope -> Scope.of(scope).isEmpty())) {
            body.reject("scopes", "invalid_value", "scopes are of: " + String.join(", ", Scope.codes()) + ".");
        }
        return sent ? new LinkedHashSet<>(scopes) : null;
    }

    /** A key makes no key that may do more than itself. */
    static Set<String> granted(Call call, @Nullable Set<String> asked) {
        Identity identity = call.identity();
        Set<String> own = identity == null || identity.kind() == Identity.Kind.SESSION ? Scope.codes() : identity.scopes();
        if (asked != null && !own.containsAll(asked)) {
            throw ApiException.of(ErrorCode.INSUFFICIENT_SCOPE, "A key cannot make a key that may do more than itself.");
        }
        return asked == null ? own : asked;
    }

    /** {@code expires_at} or {@code expires_in_days}; null when it is to work until it is revoked. */
    static @Nullable Instant expiry(Body body, Instant now) {
        Instant at = Formats.time(body, "expires_at");
        Long days = body.whole("expires_in_days", 1, LONGEST_DAYS);
        if (at != null && days != null) {
            body.reject("expires_in_days", "invalid_value", "Give expires_at or expires_in_days, not both.");
        }
        if (at != null && (!at.isAfter(now) || at.isAfter(now.plus(Duration.ofDays(LONGEST_DAYS))))) {
            body.reject("expires_at", "out_of_range", "expires_at must be in the future, at most " + LONGEST_DAYS + " days from now.");
        }
        return days == null ? at : now.plus(days, ChronoUnit.DAYS);
    }
}
