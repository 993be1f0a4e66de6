package com.steveslist.api.session;

import com.steveslist.api.account.AccountResource;
import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.http.Answer;
import com.steveslist.api.http.Answer.Caching;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.Fields;
import com.steveslist.api.http.NotReplayable;
import com.steveslist.api.http.RequiresSession;
import com.steveslist.api.input.Body;
import com.steveslist.api.paging.Paging;
import com.steveslist.api.security.Identity;
import com.steveslist.api.security.SessionCookie;
import com.steveslist.api.security.SessionId;
import com.steveslist.api.security.Sessions;
import com.steveslist.command.account.AccountState;
import com.steveslist.command.dispatch.Commands;
import com.steveslist.command.dispatch.Decided;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.account.AccountId;
import com.steveslist.query.paging.Cursor;
import com.steveslist.query.paging.Page;
import com.steveslist.query.paging.PageRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** {@code /v1/sessions}. */
@Controller
final class SessionController {

    private final SignIn signIn;
    private final Commands commands;
    private final PersonalData personal;
    private final Sessions sessions;
    private final Paging paging;

    SessionController(SignIn signIn, Commands commands, PersonalData personal, Sessions sessions, Paging paging) {
        this.signIn = signIn;
        this.commands = commands;
        this.personal = personal;
        this.sessions = sessions;
        this.paging = paging;
    }

    private record OpenedResource(String token, String csrfToken, Instant expiresAt, AccountResource account) {}

    @PostMapping("/v1/sessions")
    @NotReplayable
    Answer signIn(Call call) {
        call.params().done();
        Body body = call.body();
        String email = body.requiredText("email", 1, 254);
        String password = body.requiredText("password", 1, 128);
        String code = body.text("code", 6, 20);
        body.done();
        SignIn.Place place = new SignIn.Place(call.remoteAddress(), call.cookie(KnownDevices.COOKIE), call.isSecure());
        SignIn.SignedIn signedIn = signIn.identify(email, password, code, place);
        AccountId account = signedIn.account();
        Decided<AccountState> latest = commands.find(AccountState.class, account)
                .orElseThrow(() -> ApiException.of(ErrorCode.UNAVAILABLE, "This account is just being made. Try again in a moment."));
        Sessions.Opened opened = sessions.open(account, call.header("User-Agent"));
        AccountResource resource = AccountResource.of(latest, personal);
        return Answer.created(
                call.origin() + "/v1/sessions/current",
                new OpenedResource(opened.token(), opened.csrfToken(), opened.expiresAt(), resource))
                .cookie(SessionCookie.of(opened.token(), call.isSecure()))
                .cookie(signedIn.mark())
                .at(latest.at())
                .caching(Caching.NEVER);
    }

    @GetMapping("/v1/sessions")
    @RequiresSession
    Answer list(Call call) {
        Paging.Wanted wanted = paging.read(call);
        Fields fields = Fields.of(call.params(), SessionResource.class);
        call.params().done();
        PageRequest request = paging.request(wanted);
        Cursor after = request.after();
        List<Sessions.Row> rows = sessions.list(
                call.account(), after == null ? null : after.keys().getFirst(), wanted.limit() + 1);
        boolean more = rows.size() > wanted.limit();
        List<Sessions.Row> page = more ? rows.subList(0, wanted.limit()) : rows;
        Cursor next = more ? new Cursor(List.of(page.getLast().id().value())) : null;
        return paging.answer(
                call, wanted, new Page<>(page, next, null, null), row -> SessionResource.of(row, call.identity()))
                .only(fields);
    }

    /** Ends all others. */
    @DeleteMapping("/v1/sessions")
    @RequiresSession
    Answer endOthers(Call call) {
        call.params().done();
        call.noBody();
        sessions.endAll(call.account(), current(call));
        return Answer.nothing();
    }

    @DeleteMapping("/v1/sessions/{id}")
    @RequiresSession
    Answer end(Call call) {
        call.params().done();
        call.noBody();
        SessionId id = call.id(SessionId::new, "session");
        if (!sessions.end(call.account(), id)) {
            throw ApiException.notFound("There is no such session.");
        }
        return id.equals(current(call)) ? signedOut(call) : Answer.nothing();
    }

    @DeleteMapping("/v1/sessions/current")
    Answer signOut(Call call) {
        call.params().done();
        call.noBody();
        SessionId current = current(call);
        if (current == null) {
            throw ApiException.notFound("There is no session: this call uses an API key.");
        }
        sessions.end(call.account(), current);
        return signedOut(call);
    }

    private static Answer signedOut(Call call) {
        return Answer.nothing().cookie(SessionCookie.ended(call.isSecure()));
    }

    /** Null when the call comes with an API key. */
    private static @Nullable SessionId current(Call call) {
        Identity identity = call.identity();
        return identity == null ? null : identity.session();
    }
}
