package com.steveslist.api.oauth;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.http.Answer;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.Fields;
import com.steveslist.api.http.RequiresScope;
import com.steveslist.api.paging.Paging;
import com.steveslist.api.security.Identity;
import com.steveslist.api.security.Scope;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.id.Ids;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.paging.Cursor;
import com.steveslist.query.paging.Page;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /v1/accounts/me/authorizations}: which programs may act for me. */
@Controller
final class AuthorizationController {

    private final Authorizations authorizations;
    private final Grants grants;
    private final PersonalData personal;
    private final Paging paging;

    AuthorizationController(Authorizations authorizations, Grants grants, PersonalData personal, Paging paging) {
        this.authorizations = authorizations;
        this.grants = grants;
        this.personal = personal;
        this.paging = paging;
    }

    record ClientResource(String id, @Nullable String name) {}

    /** @param id the actor of events that the program caused */
    record AuthorizationResource(String id, ClientResource client, List<String> scopes, Instant createdAt) {}

    @GetMapping("/v1/accounts/me/authorizations")
    @RequiresScope(Scope.ACCOUNTS_READ)
    Answer list(Call call) {
        requireNoProgram(call);
        Paging.Wanted wanted = paging.read(call);
        Fields fields = Fields.of(call.params(), AuthorizationResource.class);
        call.params().done();
        Cursor after = paging.request(wanted).after();
        List<Authorizations.Row> rows =
                authorizations.list(call.account(), after == null ? null : after.keys().getFirst(), wanted.limit() + 1);
        boolean more = rows.size() > wanted.limit();
        List<Authorizations.Row> page = more ? rows.subList(0, wanted.limit()) : rows;
        Cursor next = more ? new Cursor(List.of(page.getLast().id())) : null;
        return paging.answer(call, wanted, new Page<>(page, next, null, null), this::resource).at(LogPosition.START).only(fields);
    }

    private AuthorizationResource resource(Authorizations.Row row) {
        return new AuthorizationResource(
                row.id(),
                new ClientResource(row.clientId(), personal.read(row.clientName())),
                row.scopes().stream().sorted().toList(),
                row.createdAt());
    }

    /** The program's tokens open nothing from now on: here at once, on other nodes within a second. Again changes nothing. */
    @DeleteMapping("/v1/accounts/me/authorizations/{id}")
    @RequiresScope(Scope.ACCOUNTS_WRITE)
    Answer revoke(Call call) {
        requireNoProgram(call);
        call.params().done();
        call.noBody();
        String id = call.id(text -> Ids.check(Authorizations.PREFIX, text), "authorization");
        Authorizations.Row row = authorizations.find(id, call.account())
                .orElseThrow(() -> ApiException.notFound("There is no such authorization."));
        authorizations.revoke(row.id());
        grants.endOfAuthorization(row.clientId(), call.account());
        return Answer.nothing();
    }

    /** A program that may read or change a profile has no business with what others may do; its own tokens it gives back at /oauth2/revoke. */
    private static void requireNoProgram(Call call) {
        Identity identity = call.identity();
        if (identity != null && identity.kind() == Identity.Kind.PROGRAM) {
            throw ApiException.of(ErrorCode.SESSION_REQUIRED,
                    "Which programs may act for somebody is not for programs to see or to change.");
        }
    }
}
