package com.steveslist.api.apikey;

import com.steveslist.api.command.Writes;
import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.http.Answer;
import com.steveslist.api.http.Answer.Caching;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.Fields;
import com.steveslist.api.http.NotReplayable;
import com.steveslist.api.http.RequiresScope;
import com.steveslist.api.input.Body;
import com.steveslist.api.paging.Paging;
import com.steveslist.api.security.ApiKeys;
import com.steveslist.api.security.Identity;
import com.steveslist.api.security.Scope;
import com.steveslist.command.account.AccountCommand.CreateApiKey;
import com.steveslist.command.account.AccountCommand.RevokeApiKey;
import com.steveslist.command.account.AccountRejection;
import com.steveslist.command.account.ApiKeyState;
import com.steveslist.command.dispatch.CommandContext;
import com.steveslist.command.dispatch.CommandRejectedException;
import com.steveslist.command.dispatch.Decided;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.account.ApiKeyId;
import com.steveslist.events.log.LogPosition;
import com.steveslist.events.privacy.EncryptedText;
import com.steveslist.query.paging.Cursor;
import com.steveslist.query.paging.Page;
import com.steveslist.query.paging.PageRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** {@code /v1/api-keys}. The row that opens something is written before the event, and closed before the event that revokes it. */
@Controller
final class ApiKeyController {

    private static final int MOST_KEYS = 100;

    private final ApiKeys keys;
    private final Writes writes;
    private final PersonalData personal;
    private final Paging paging;

    ApiKeyController(ApiKeys keys, Writes writes, PersonalData personal, Paging paging) {
        this.keys = keys;
        this.writes = writes;
        this.personal = personal;
        this.paging = paging;
    }

    @PostMapping("/v1/api-keys")
    @RequiresScope(Scope.API_KEYS_WRITE)
    @NotReplayable
    Answer create(Call call) {
        call.params().done();
        Body body = call.body();
        String name = body.requiredText("name", 1, 200);
        Set<String> asked = readScopes(body);
        body.done();
        AccountId account = call.account();
        Set<String> scopes = grantedScopes(call, asked);
        if (keys.countWorking(account) >= MOST_KEYS) {
            throw ApiException.of(
                    ErrorCode.TOO_MANY_API_KEYS,
                    "An account has at most " + MOST_KEYS + " working keys. Revoke one that you no longer use.");
        }
        return create(call, account, personal.encrypt(account, name), scopes);
    }

    private Answer create(Call call, AccountId account, EncryptedText name, Set<String> scopes) {
        ApiKeyId id = ApiKeyId.next();
        String secret = keys.create(id, account, name, scopes, Instant.now().truncatedTo(ChronoUnit.MILLIS));
        Decided<ApiKeyState> decided;
        try {
            decided = writes.send(
                    new CreateApiKey(id, account, name, scopes), CommandContext.of(call.actor(), call.requestId()));
        } catch (RuntimeException e) {
            keys.forget(id);
            throw e;
        }
        keys.recorded(id, decided.state().createdAt(), decided.at());
        ApiKeyResource resource = ApiKeyResource.of(find(id, account), personal).with(secret);
        return Answer.created(call.origin() + "/v1/api-keys/" + id.value(), resource)
                .version(1, resource.createdAt())
                .at(decided.at())
                .caching(Caching.NEVER);
    }

    private static @Nullable Set<String> readScopes(Body body) {
        boolean sent = body.has("scopes") && !body.isNull("scopes");
        List<String> scopes = body.texts("scopes", Scope.values().length, 1, 50);
        if (scopes.stream().anyMatch(scope -> Scope.of(scope).isEmpty())) {
            body.reject("scopes", "invalid_value", "scopes are of: " + String.join(", ", Scope.codes()) + ".");
        }
        return sent ? new LinkedHashSet<>(scopes) : null;
    }

    /** A key makes no key that may do more than itself. */
    private static Set<String> grantedScopes(Call call, @Nullable Set<String> asked) {
        Identity identity = call.identity();
        Set<String> own = identity == null || identity.kind() == Identity.Kind.SESSION ? Scope.codes() : identity.scopes();
        if (asked != null && !own.containsAll(asked)) {
            throw ApiException.of(ErrorCode.INSUFFICIENT_SCOPE, "A key cannot make a key that may do more than itself.");
        }
        return asked == null ? own : asked;
    }

    @GetMapping("/v1/api-keys")
    @RequiresScope(Scope.API_KEYS_READ)
    Answer list(Call call) {
        Paging.Wanted wanted = paging.read(call);
        Fields fields = Fields.of(call.params(), ApiKeyResource.class);
        call.params().done();
        PageRequest request = paging.request(wanted);
        Cursor after = request.after();
        List<ApiKeys.Row> rows = new ArrayList<>(
                keys.list(call.account(), after == null ? null : after.keys().getFirst(), wanted.limit() + 1));
        boolean more = rows.size() > wanted.limit();
        List<ApiKeys.Row> page = more ? rows.subList(0, wanted.limit()) : rows;
        Cursor next = more ? new Cursor(List.of(page.getLast().id().value())) : null;
        LogPosition at = page.stream().map(ApiKeys.Row::at).max(LogPosition::compareTo).orElse(LogPosition.START);
        return paging.answer(call, wanted, new Page<>(page, next, null, null), row -> ApiKeyResource.of(row, personal))
                .at(at)
                .only(fields);
    }

    @GetMapping("/v1/api-keys/{id}")
    @RequiresScope(Scope.API_KEYS_READ)
    Answer get(Call call) {
        Fields fields = Fields.of(call.params(), ApiKeyResource.class);
        call.params().done();
        ApiKeys.Row row = find(call.id(ApiKeyId::new, "API key"), call.account());
        return Answer.ok(ApiKeyResource.of(row, personal)).version(1, row.createdAt()).at(row.at()).only(fields);
    }

    private ApiKeys.Row find(ApiKeyId id, AccountId account) {
        return keys.find(id, account).orElseThrow(ApiKeyController::unknown);
    }

    /** A key may always revoke itself. */
    @DeleteMapping("/v1/api-keys/{id}")
    Answer revoke(Call call) {
        call.params().done();
        call.noBody();
        ApiKeyId id = call.id(ApiKeyId::new, "API key");
        Identity identity = call.identity();
        if (identity != null && !identity.credentialId().equals(id.value()) && !identity.may(Scope.API_KEYS_WRITE)) {
            throw ApiException.of(
                    ErrorCode.INSUFFICIENT_SCOPE, "This API key needs the scope " + Scope.API_KEYS_WRITE.code() + " for that.");
        }
        ApiKeys.Row row = keys.findEvenRevoked(id, call.account()).orElseThrow(ApiKeyController::unknown);
        keys.revoke(id, row.account());
        try {
            Decided<ApiKeyState> decided = writes.send(
                    new RevokeApiKey(id, call.caller()), CommandContext.of(call.actor(), call.requestId()));
            return Answer.nothing().at(decided.at());
        } catch (CommandRejectedException e) {
            if (e.rejection() == AccountRejection.NOT_FOUND) {
                // A row without an event, which a crash left: it is closed now, and nobody was ever given its secret.
                return Answer.nothing();
            }
            throw e;
        }
    }

    private static ApiException unknown() {
        return ApiException.notFound("There is no such API key.");
    }
}
