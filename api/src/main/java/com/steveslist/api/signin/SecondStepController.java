package com.steveslist.api.signin;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.http.Answer;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.NotReplayable;
import com.steveslist.api.input.Body;
import com.steveslist.api.page.Form;
import com.steveslist.api.page.Page;
import com.steveslist.api.security.SessionCookie;
import com.steveslist.api.security.Sessions;
import com.steveslist.api.security.Signer;
import com.steveslist.command.account.AccountState;
import com.steveslist.command.dispatch.Commands;
import com.steveslist.command.dispatch.Decided;
import com.steveslist.events.account.AccountId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** Asks for the code of the second factor after a provider: on a page, and for programs at {@code POST /v1/sign-in/code}. */
@Controller
final class SecondStepController {

    /** The page, and where its form goes. */
    static final String PAGE = "/sign-in/code";

    private static final int LONGEST_CODE = 20;

    private final HalfWay halfWay;
    private final SecondStep step;
    private final SignInProviders providers;
    private final ProviderSessions opening;
    private final Sessions sessions;
    private final Commands commands;
    private final Signer signer;
    private final SignInProperties properties;

    SecondStepController(
            HalfWay halfWay,
            SecondStep step,
            SignInProviders providers,
            ProviderSessions opening,
            Sessions sessions,
            Commands commands,
            Signer signer,
            SignInProperties properties) {
        this.halfWay = halfWay;
        this.step = step;
        this.providers = providers;
        this.opening = opening;
        this.sessions = sessions;
        this.commands = commands;
        this.signer = signer;
        this.properties = properties;
    }

    @PostMapping("/v1/sign-in/code")
    @NotReplayable
    Answer finish(Call call, HttpServletRequest request) {
        call.params().done();
        Body body = call.body();
        String code = body.requiredText("code", 6, LONGEST_CODE);
        body.done();
        AccountId account = step.finish(halfWay.of(request), code, call.remoteAddress());
        Decided<AccountState> known = commands.find(AccountState.class, account)
                .orElseThrow(() -> ApiException.of(ErrorCode.UNAVAILABLE, "This account cannot be read. Try again in a moment."));
        return opening.open(call, known, true).cookie(HalfWay.ended(call.isSecure()));
    }

    @GetMapping(PAGE)
    void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            show(response, halfWay.of(request), 200, "");
        } catch (ApiException e) {
            over(response, e);
        }
    }

    @PostMapping(PAGE)
    void submit(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HalfWay.Waiting waiting;
        try {
            waiting = halfWay.of(request);
        } catch (ApiException e) {
            over(response, e);
            return;
        }
        Form form = Form.of(request);
        if (!form.isOurs(signer, waiting.secret())) {
            Page.tell(response, 403, "This page is out of date", "Begin to sign in again.");
            return;
        }
        String code = form.field("code", LONGEST_CODE);
        AccountId account;
        try {
            account = step.finish(waiting, code == null ? "" : code.strip(), request.getRemoteAddr());
        } catch (ApiException e) {
            refused(response, waiting, e);
            return;
        }
        boolean secure = request.isSecure();
        response.addHeader("Set-Cookie", SessionCookie.of(sessions.open(account, request.getHeader("User-Agent")).token(), secure));
        response.addHeader("Set-Cookie", HalfWay.ended(secure));
        response.setHeader("Location", properties.landingPage());
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    }

    private void refused(HttpServletResponse response, HalfWay.Waiting waiting, ApiException e) throws IOException {
        if (e.code().status() >= 500) {
            throw e;
        }
        e.headers().forEach(response::setHeader);
        if (e.code() == ErrorCode.INVALID_SIGN_IN_STATE) {
            over(response, e);
        } else {
            show(response, waiting, e.code().status(), e.detail());
        }
    }

    private void show(HttpServletResponse response, HalfWay.Waiting waiting, int status, String problem) throws IOException {
        String provider = providers.all().stream()
                .filter(known -> known.name().equals(waiting.provider()))
                .map(SignInProvider::label)
                .findFirst()
                .orElse(waiting.provider());
        Page.CODE.send(
                response, status, Map.of("provider", provider, "problem", problem, Form.TOKEN, Form.token(signer, waiting.secret())), "");
    }

    private static void over(HttpServletResponse response, ApiException e) throws IOException {
        Page.tell(response, e.code().status(), "This sign-in is over", "It took too long, was ended already, or began in another browser."
                + " Begin again.");
    }
}
