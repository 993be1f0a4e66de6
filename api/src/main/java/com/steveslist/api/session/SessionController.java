package com.steveslist.api.session;

import com.steveslist.api.account.AccountResource;
import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.http.Answer;
import com.steveslist.api.http.Answer.Caching;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.NotReplayable;
import com.steveslist.api.input.Body;
import com.steveslist.api.security.Identity;
import com.steveslist.api.security.Passwords;
import com.steveslist.api.security.SessionCookie;
import com.steveslist.api.security.Sessions;
import com.steveslist.command.account.AccountState;
import com.steveslist.command.dispatch.Commands;
import com.steveslist.command.dispatch.CommittedKeys;
import com.steveslist.command.dispatch.Decided;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.account.AccountId;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** {@code /v1/sessions}. An unknown e-mail address and a wrong password get the same answer, in the same time. */
@Controller
final class SessionController {

    private static final String CLAIM = "email";

    private final CommittedKeys claims;
    private final Commands commands;
    private final PersonalData personal;
    private final Passwords passwords;
    private final Sessions sessions;

    SessionController(
            CommittedKeys claims, Commands commands, PersonalData personal, Passwords passwords, Sessions sessions) {
        this.claims = claims;
        this.commands = commands;
        this.personal = personal;
        this.passwords = passwords;
        this.sessions = sessions;
    }

    private record SessionResource(String token, String csrfToken, Instant expiresAt, AccountResource account) {}

    @PostMapping("/v1/sessions")
    @NotReplayable
    Answer signIn(Call call) {
        call.params().done();
        Body body = call.body();
        String email = body.requiredText("email", 1, 254);
        String password = body.requiredText("password", 1, 128);
        body.done();
        Optional<AccountId> account = claims.holderOf(CLAIM, personal.lookupHash(CLAIM, email)).map(AccountId::new);
        if (!passwords.matches(account, password)) {
            throw ApiException.of(ErrorCode.INVALID_CREDENTIALS, "The e-mail address or the password is wrong.");
        }
        Decided<AccountState> latest = account.flatMap(id -> commands.find(AccountState.class, id))
                .orElseThrow(() -> ApiException.of(ErrorCode.UNAVAILABLE, "This account is just being made. Try again in a moment."));
        Sessions.Opened opened = sessions.open(latest.state().id());
        AccountResource resource = AccountResource.of(latest, personal);
        return Answer.created(
                call.origin() + "/v1/sessions/current",
                new SessionResource(opened.token(), opened.csrfToken(), opened.expiresAt(), resource))
                .header("Set-Cookie", SessionCookie.of(opened.token(), call.isSecure()))
                .at(latest.at())
                .caching(Caching.NEVER);
    }

    @DeleteMapping("/v1/sessions/current")
    Answer signOut(Call call) {
        call.params().done();
        call.noBody();
        Identity identity = call.identity();
        if (identity == null || identity.kind() != Identity.Kind.SESSION) {
            throw ApiException.notFound("There is no session: this call uses an API key.");
        }
        sessions.close(identity.credentialId());
        return Answer.nothing().header("Set-Cookie", SessionCookie.ended(call.isSecure()));
    }
}
