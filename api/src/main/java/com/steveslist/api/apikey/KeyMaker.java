package com.steveslist.api.apikey;

import com.steveslist.api.command.Writes;
import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.http.Call;
import com.steveslist.api.security.ApiKeys;
import com.steveslist.command.account.AccountCommand.CreateApiKey;
import com.steveslist.command.account.AccountCommand.RevokeApiKey;
import com.steveslist.command.account.AccountRejection;
import com.steveslist.command.account.ApiKeyState;
import com.steveslist.command.dispatch.Caller;
import com.steveslist.command.dispatch.CommandContext;
import com.steveslist.command.dispatch.CommandRejectedException;
import com.steveslist.command.dispatch.Decided;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.account.ApiKeyId;
import com.steveslist.events.log.LogPosition;
import com.steveslist.events.privacy.EncryptedText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes and revokes keys: the row that opens something is written before the event that tells of it, and closed before the event that
 * revokes it. What stands in a row only is when a key ends: nothing is ever decided on it, a rotation moves it, and when the time has
 * come {@code api_key.revoked} tells of it as of any other end.
 */
@Component
final class KeyMaker {

    private static final int MOST_KEYS = 100;

    private final ApiKeys keys;
    private final Writes writes;

    KeyMaker(ApiKeys keys, Writes writes) {
        this.keys = keys;
        this.writes = writes;
    }

    /** @param secret shown to the client this once */
    record Made(ApiKeys.Row row, String secret) {}

    Made make(Call call, AccountId account, EncryptedText name, Set<String> scopes, @Nullable Instant expiresAt) {
        if (keys.countWorking(account) >= MOST_KEYS) {
            throw ApiException.of(
                    ErrorCode.TOO_MANY_API_KEYS,
                    "An account has at most " + MOST_KEYS + " working keys. Revoke one that you no longer use.");
        }
        ApiKeyId id = ApiKeyId.next();
        String secret = keys.create(id, account, name, scopes, Instant.now().truncatedTo(ChronoUnit.MILLIS), expiresAt);
        try {
            Decided<ApiKeyState> decided = writes.send(
                    new CreateApiKey(id, account, name, scopes), Writes.withoutKey(call));
            keys.recorded(id, decided.state().createdAt(), decided.at());
        } catch (RuntimeException e) {
            keys.forget(id);
            throw e;
        }
        return new Made(keys.findEvenRevoked(id, account).orElseThrow(), secret);
    }

    /** The position of the event; null for a row without one, which a crash left: it is closed, and nobody was given its secret. */
    @Nullable
    LogPosition revoke(ApiKeys.Row key, Caller caller, CommandContext context) {
        keys.revoke(key.id(), key.account());
        return tell(key, caller, context);
    }

    /** For a key whose time is over: what fails here is tried again, because the row is still open on paper. */
    void tellExpired(ApiKeys.Row key, CommandContext context) {
        tell(key, Caller.MARKET, context);
        keys.revoke(key.id(), key.account());
    }

    private @Nullable LogPosition tell(ApiKeys.Row key, Caller caller, CommandContext context) {
        try {
            return writes.send(new RevokeApiKey(key.id(), caller), context).at();
        } catch (CommandRejectedException e) {
            if (e.rejection() == AccountRejection.NOT_FOUND) {
                return null;
            }
            throw e;
        }
    }
}
