package com.steveslist.api.signin;

import com.steveslist.api.account.AccountResource;
import com.steveslist.api.http.Answer;
import com.steveslist.api.http.Answer.Caching;
import com.steveslist.api.http.Call;
import com.steveslist.api.security.SessionCookie;
import com.steveslist.api.security.Sessions;
import com.steveslist.command.account.AccountState;
import com.steveslist.command.dispatch.Decided;
import com.steveslist.command.privacy.PersonalData;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Opens the session at the end of a sign-in with a provider. */
@Component
final class ProviderSessions {

    private final Sessions sessions;
    private final PersonalData personal;
    private final SignInProperties properties;

    ProviderSessions(Sessions sessions, PersonalData personal, SignInProperties properties) {
        this.sessions = sessions;
        this.personal = personal;
        this.properties = properties;
    }

    private record SessionResource(String token, String csrfToken, Instant expiresAt, AccountResource account) {}

    /** The answer of {@code POST /v1/sessions} for a program, the way to the web app for a browser; both with the cookie. */
    Answer open(Call call, Decided<AccountState> account, boolean json) {
        Sessions.Opened opened = sessions.open(account.state().id(), call.header("User-Agent"));
        Answer answer = json
                ? Answer.created(
                        call.origin() + "/v1/sessions/current",
                        new SessionResource(
                                opened.token(), opened.csrfToken(), opened.expiresAt(), AccountResource.of(account, personal)))
                : Answer.redirect(properties.landingPage());
        return answer.cookie(SessionCookie.of(opened.token(), call.isSecure()))
                .at(account.at())
                .caching(Caching.NEVER);
    }
}
