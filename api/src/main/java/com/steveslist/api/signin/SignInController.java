package com.steveslist.api.signin;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.http.Answer;
import com.steveslist.api.http.Answer.Caching;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.Fields;
import com.steveslist.api.security.Identity;
import com.steveslist.api.security.Sessions;
import com.steveslist.api.security.Signer;
import com.steveslist.command.account.AccountState;
import com.steveslist.command.dispatch.Commands;
import com.steveslist.command.dispatch.Decided;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.log.LogPosition;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /v1/sign-in}: to a provider and back. */
@Controller
final class SignInController {

    private static final int LONGEST = 4_000;

    private final SignInProviders providers;
    private final SignInTrip trip;
    private final Newcomers newcomers;
    private final IdentityLinks links;
    private final SecondStep secondStep;
    private final HalfWay halfWay;
    private final ProviderSessions opening;
    private final Sessions sessions;
    private final Commands commands;
    private final Signer signer;
    private final SignInProperties properties;

    SignInController(
            SignInProviders providers,
            SignInTrip trip,
            Newcomers newcomers,
            IdentityLinks links,
            SecondStep secondStep,
            HalfWay halfWay,
            ProviderSessions opening,
            Sessions sessions,
            Commands commands,
            Signer signer,
            SignInProperties properties) {
        this.providers = providers;
        this.trip = trip;
        this.newcomers = newcomers;
        this.links = links;
        this.secondStep = secondStep;
        this.halfWay = halfWay;
        this.opening = opening;
        this.sessions = sessions;
        this.commands = commands;
        this.signer = signer;
        this.properties = properties;
    }

    /** @param id the name that stands in the address */
    private record ProviderResource(String id, String name, String url) {}

    @GetMapping("/v1/sign-in")
    Answer list(Call call) {
        Fields fields = Fields.of(call.params(), ProviderResource.class);
        call.params().done();
        List<ProviderResource> all = providers.all().stream()
                .map(provider -> new ProviderResource(
                        provider.name(), provider.label(), trip.origin(call) + "/v1/sign-in/" + provider.name()))
                .toList();
        return Answer.list(all, false, null).at(LogPosition.START).caching(Caching.FIXED).only(fields);
    }

    @GetMapping("/v1/sign-in/{id}")
    Answer begin(Call call) {
        call.params().done();
        SignInProvider provider = call.id(providers::named, "sign-in provider");
        SignInState state = SignInState.begin(provider.name(), null);
        return Answer.redirect(trip.address(call, provider, state))
                .cookie(state.cookie(signer, call.isSecure()))
                .caching(Caching.NEVER);
    }

    /** Providers add parameters of their own, so unknown ones are no mistake here. */
    @GetMapping("/v1/sign-in/{id}/callback")
    Answer end(Call call, HttpServletRequest request, HttpServletResponse response) {
        SignInProvider provider = call.id(providers::named, "sign-in provider");
        SignInState state = SignInState.returned(
                SignInState.COOKIE.read(request), provider.name(), call.params().text("state", LONGEST), signer);
        Identity caller = call.identity();
        SignInState.Linking linking = state.linking();
        boolean another = linking != null && caller != null && !linking.account().equals(caller.account());
        if (another || !trip.isFirstReturn(state)) {
            throw SignInState.invalid();
        }
        response.addHeader("Set-Cookie", SignInState.COOKIE.ended(call.isSecure()));
        String code = call.params().text("code", LONGEST);
        if (code == null || code.length() > LONGEST) {
            throw ProviderCalls.failed(
                    "access_denied".equals(call.params().text("error", LONGEST))
                            ? "You did not allow it at " + provider.label() + ", so nobody was signed in."
                            : "The provider sent no code, so nobody was signed in. Begin again.");
        }
        ProviderUser user = trip.user(call, provider, state, code);
        boolean json = wantsJson(call);
        Answer answer =
                linking == null ? signedIn(call, response, provider, user, json) : linked(provider, user, requireOpen(linking), json);
        return answer.caching(Caching.NEVER);
    }

    /** With a second factor nobody is signed in yet: a browser goes on to the page that asks for the code, a program is told to send it. */
    private Answer signedIn(Call call, HttpServletResponse response, SignInProvider provider, ProviderUser user, boolean json) {
        Decided<AccountState> account = newcomers.accountOf(call, provider, user);
        AccountId id = account.state().id();
        if (!secondStep.isNeeded(id)) {
            return opening.open(call, account, json);
        }
        response.addHeader("Set-Cookie", halfWay.begin(id, provider.name(), call.isSecure()));
        if (json) {
            throw ApiException.of(
                    ErrorCode.TWO_FACTOR_REQUIRED,
                    "This account asks for a code too: send it as code to POST /v1/sign-in/code, with the cookie of this answer, within "
                            + HalfWay.LIFETIME.toMinutes() + " minutes.");
        }
        return Answer.redirect(SecondStepController.PAGE);
    }

    /** What a session began does not outlive it: whoever was thrown out adds no way back in. */
    private AccountId requireOpen(SignInState.Linking linking) {
        if (!sessions.isOpen(linking.account(), linking.session())) {
            throw SignInState.invalid();
        }
        return linking.account();
    }

    private Answer linked(SignInProvider provider, ProviderUser user, AccountId account, boolean json) {
        Decided<AccountState> known = commands.find(AccountState.class, account)
                .orElseThrow(() -> ApiException.notFound("There is no such account."));
        IdentityResource identity = links.link(account, provider, user);
        return (json ? Answer.ok(identity) : Answer.redirect(properties.landingPage())).at(known.at());
    }

    private static boolean wantsJson(Call call) {
        @Nullable String accept = call.header("Accept");
        return accept != null && accept.contains("json");
    }
}
