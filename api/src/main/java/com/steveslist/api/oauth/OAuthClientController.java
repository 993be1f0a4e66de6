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
import com.steveslist.api.security.Scope;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.paging.Cursor;
import com.steveslist.query.paging.Page;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** {@code /v1/oauth-clients}: the programs that somebody registered. */
@Controller
final class OAuthClientController {

    private static final int MOST = 20;

    private final OAuthClients clients;
    private final OAuthClientChanges changes;
    private final Grants grants;
    private final PersonalData personal;
    private final Paging paging;

    OAuthClientController(
            OAuthClients clients, OAuthClientChanges changes, Grants grants, PersonalData personal, Paging paging) {
        this.clients = clients;
        this.changes = changes;
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
        String name = OAuthClientInput.name(body);
        boolean confidential = body.flag("confidential", true);
        Set<String> redirectUris = OAuthClientInput.redirectUris(body);
        Set<String> scopes = OAuthClientInput.scopes(body);
        body.done();
        OAuthClientInput.requireWayBack(redirectUris, confidential);
        AccountId account = call.account();
        OAuthClientInput.requireScopes(call.identity(), scopes);
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
        return Answer.ok(OAuthClientResource.of(row, personal, null))
                .version(row.version(), row.updatedAt())
                .at(LogPosition.START)
                .only(fields);
    }

    /** A JSON merge patch (RFC 7396). The secret stays; whether it can keep one is what a program is, and stays too. */
    @PatchMapping("/v1/oauth-clients/{id}")
    @RequiresScope(Scope.OAUTH_CLIENTS_WRITE)
    Answer change(Call call) {
        call.params().done();
        Body body = call.body();
        OAuthClientInput.Change change = OAuthClientInput.change(body);
        body.done();
        String id = call.id(OAuthClients::checkId, "OAuth client");
        OAuthClientChanges.Changed changed = changes.change(call, id, change).orElseThrow(OAuthClientController::unknown);
        return Answer.ok(OAuthClientResource.of(changed.row(), personal, null))
                .version(changed.row().version(), changed.row().updatedAt())
                .at(LogPosition.START)
                .replayed(changed.replayed());
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
