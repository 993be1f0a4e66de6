package com.steveslist.api.oauth;

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
import com.steveslist.api.security.Identity;
import com.steveslist.api.security.Scope;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.paging.Cursor;
import com.steveslist.query.paging.Page;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** {@code /v1/oauth-clients}: the programs that somebody registered. */
@Controller
final class OAuthClientController {

    private static final int MOST = 20;
    private static final int MOST_URIS = 10;

    private final OAuthClients clients;
    private final Grants grants;
    private final PersonalData personal;
    private final Paging paging;

    OAuthClientController(OAuthClients clients, Grants grants, PersonalData personal, Paging paging) {
        this.clients = clients;
        this.grants = grants;
        this.personal = personal;
        this.paging = paging;
    }

    @PostMapping("/v1/oauth-clients")
    @RequiresScope(Scope.OAUTH_CLIENTS_WRITE)
    @NotReplayable
    Answer create(Call call) {
        call.params().done();
        Body body = call.body();
        String name = body.requiredText("name", 1, 200);
        boolean confidential = body.flag("confidential", true);
        Set<String> redirectUris = redirectUris(body, confidential);
        Set<String> scopes = scopes(body);
        body.done();
        AccountId account = call.account();
        Identity identity = call.identity();
        if (identity != null && identity.kind() != Identity.Kind.SESSION && !identity.scopes().containsAll(scopes)) {
            throw ApiException.of(ErrorCode.INSUFFICIENT_SCOPE, "A key cannot register a client that may do more than itself.");
        }
        if (clients.count(account) >= MOST) {
            throw ApiException.of(
                    ErrorCode.TOO_MANY_OAUTH_CLIENTS,
                    "An account has at most " + MOST + " clients. Delete one that you no longer use.");
        }
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        OAuthClients.Made made =
                clients.create(account, personal.encrypt(account, name), redirectUris, scopes, confidential, now);
        return Answer.created(
                call.origin() + "/v1/oauth-clients/" + made.row().id(),
                OAuthClientResource.of(made.row(), personal, made.secret()))
                .version(1, now)
                .at(LogPosition.START)
                .caching(Caching.NEVER);
    }

    private static Set<String> redirectUris(Body body, boolean confidential) {
        List<String> uris = body.texts("redirect_uris", MOST_URIS, 1, RedirectUris.LONGEST);
        if (!uris.stream().allMatch(RedirectUris::isAllowed)) {
            body.reject(
                    "redirect_uris",
                    "invalid_value",
                    "redirect_uris are whole https addresses without fragment, or http ones of localhost, 127.0.0.1 or [::1].");
        }
        if (uris.isEmpty() && !confidential) {
            body.reject("redirect_uris", "required", "A client that is not confidential needs redirect_uris.");
        }
        return new LinkedHashSet<>(uris);
    }

    private static Set<String> scopes(Body body) {
        List<String> scopes = body.texts("scopes", Scope.values().length, 1, 50);
        if (scopes.isEmpty() || !ProgramScopes.codes().containsAll(scopes)) {
            body.reject(
                    "scopes",
                    scopes.isEmpty() ? "required" : "invalid_value",
                    "scopes are one or more of: " + String.join(", ", ProgramScopes.codes()) + ".");
        }
        return new LinkedHashSet<>(scopes);
    }

    @GetMapping("/v1/oauth-clients")
    @RequiresScope(Scope.OAUTH_CLIENTS_READ)
    Answer list(Call call) {
        Paging.Wanted wanted = paging.read(call);
        Fields fields = Fields.of(call.params(), OAuthClientResource.class);
        call.params().done();
        Cursor after = paging.request(wanted).after();
        List<OAuthClients.Row> rows =
                clients.list(call.account(), after == null ? null : after.keys().getFirst(), wanted.limit() + 1);
        boolean more = rows.size() > wanted.limit();
        List<OAuthClients.Row> page = more ? rows.subList(0, wanted.limit()) : rows;
        Cursor next = more ? new Cursor(List.of(page.getLast().id())) : null;
        return paging.answer(call, wanted, new Page<>(page, next, null, null), row -> OAuthClientResource.of(row, personal, null))
                .at(LogPosition.START)
                .only(fields);
    }

    @GetMapping("/v1/oauth-clients/{id}")
    @RequiresScope(Scope.OAUTH_CLIENTS_READ)
    Answer get(Call call) {
        Fields fields = Fields.of(call.params(), OAuthClientResource.class);
        call.params().done();
        String id = call.id(OAuthClients::checkId, "OAuth client");
        OAuthClients.Row row = clients.find(id, call.account()).orElseThrow(OAuthClientController::unknown);
        return Answer.ok(OAuthClientResource.of(row, personal, null)).version(1, row.createdAt()).at(LogPosition.START).only(fields);
    }

    /** Ends everything that the program was given; again changes nothing. */
    @DeleteMapping("/v1/oauth-clients/{id}")
    @RequiresScope(Scope.OAUTH_CLIENTS_WRITE)
    Answer delete(Call call) {
        call.params().done();
        call.noBody();
        String id = call.id(OAuthClients::checkId, "OAuth client");
        if (!clients.wasOnceOf(id, call.account())) {
            throw unknown();
        }
        clients.delete(id, call.account());
        grants.endOfClient(id);
        return Answer.nothing();
    }

    private static ApiException unknown() {
        return ApiException.notFound("There is no such OAuth client.");
    }
}
