package com.steveslist.api.apikey;

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
import com.steveslist.command.dispatch.CommandContext;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.account.ApiKeyId;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.paging.Cursor;
import com.steveslist.query.paging.Page;
import com.steveslist.query.paging.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** {@code /v1/api-keys}. */
@Controller
final class ApiKeyController {

    /** Of a key, what its lists show; more of it has no business in an address. */
    private static final int PREFIX_LENGTH = 12;

    private static final int LONGEST_OVERLAP_SECONDS = 604_800;
    private static final int USUAL_OVERLAP_SECONDS = 86_400;

    private final ApiKeys keys;
    private final KeyMaker maker;
    private final PersonalData personal;
    private final Paging paging;

    ApiKeyController(ApiKeys keys, KeyMaker maker, PersonalData personal, Paging paging) {
        this.keys = keys;
        this.maker = maker;
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
        Set<String> asked = KeyInput.scopes(body);
        Instant expiresAt = KeyInput.expiry(body, now());
        body.done();
        AccountId account = call.account();
        Set<String> scopes = KeyInput.granted(call, asked);
        return created(call, maker.make(call, account, personal.encrypt(account, name), scopes, expiresAt));
    }

    private Answer created(Call call, KeyMaker.Made made) {
        ApiKeys.Row row = made.row();
        return Answer.created(
                call.origin() + "/v1/api-keys/" + row.id().value(), ApiKeyResource.of(row, personal, made.secret()))
                .version(version(row), row.createdAt())
                .at(row.at())
                .caching(Caching.NEVER);
    }

    @GetMapping("/v1/api-keys")
    @RequiresScope(Scope.API_KEYS_READ)
    Answer list(Call call) {
        Paging.Wanted wanted = paging.read(call);
        String prefix = call.params().text("prefix", PREFIX_LENGTH);
        Fields fields = Fields.of(call.params(), ApiKeyResource.class);
        call.params().done();
        PageRequest request = paging.request(wanted);
        Cursor after = request.after();
        List<ApiKeys.Row> rows = keys.list(
                call.account(), prefix, after == null ? null : after.keys().getFirst(), wanted.limit() + 1);
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
        ApiKeys.Row row = find(call);
        return Answer.ok(ApiKeyResource.of(row, personal))
                .version(version(row), ApiKeyResource.changedAt(row))
                .at(row.at())
                .only(fields);
    }

    /** A new key with the same name, rights and span of life; the old one goes on for a while, so that programs can change over. */
    @PostMapping("/v1/api-keys/{id}/rotate")
    @RequiresScope(Scope.API_KEYS_WRITE)
    @NotReplayable
    Answer rotate(Call call) {
        call.params().done();
        Body body = call.optionalBody();
        Long overlap = body.whole("overlap_seconds", 0, LONGEST_OVERLAP_SECONDS);
        body.done();
        ApiKeys.Row old = find(call);
        KeyInput.granted(call, old.scopes());
        refuseSecondRotation(old);
        Instant now = now();
        Instant expiry = old.expiresAt();
        Instant newExpiry = expiry == null ? null : now.plus(Duration.between(old.createdAt(), expiry));
        KeyMaker.Made made = maker.make(call, old.account(), old.name(), old.scopes(), newExpiry);
        Instant oldEnd = now.plusSeconds(overlap == null ? USUAL_OVERLAP_SECONDS : overlap);
        if (!keys.replace(old.id(), old.account(), made.row().id(), oldEnd)) {
            maker.revoke(made.row(), call.caller(), context(call));
            refuseSecondRotation(find(call));
            throw unknown();
        }
        return created(call, made);
    }

    private static void refuseSecondRotation(ApiKeys.Row key) {
        ApiKeyId successor = key.rotatedTo();
        if (successor != null) {
            throw ApiException.of(
                    ErrorCode.INVALID_STATE, "This key was rotated already: " + successor.value() + " takes its place. Rotate that one.");
        }
    }

    /** A key may always revoke itself. */
    @DeleteMapping("/v1/api-keys/{id}")
    Answer revoke(Call call) {
        call.params().done();
        call.noBody();
        ApiKeyId id = call.id(ApiKeyId::new, "API key");
        Identity identity = call.identity();
        if (identity != null && !identity.credentialId().equals(id.value()) && !identity.may(Scope.API_KEYS_WRITE)) {
            throw identity.lacks(Scope.API_KEYS_WRITE);
        }
        ApiKeys.Row row = keys.findEvenRevoked(id, call.account()).orElseThrow(ApiKeyController::unknown);
        LogPosition at = maker.revoke(row, call.caller(), context(call));
        return at == null ? Answer.nothing() : Answer.nothing().at(at);
    }

    private static CommandContext context(Call call) {
        return CommandContext.of(call.actor(), call.requestId());
    }

    private ApiKeys.Row find(Call call) {
        return keys.find(call.id(ApiKeyId::new, "API key"), call.account()).orElseThrow(ApiKeyController::unknown);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /** A row has no version of its own; what it shows changes with time only. */
    private static long version(ApiKeys.Row row) {
        return ApiKeyResource.changedAt(row).toEpochMilli();
    }

    private static ApiException unknown() {
        return ApiException.notFound("There is no such API key.");
    }
}
