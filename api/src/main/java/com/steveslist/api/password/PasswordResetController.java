package com.steveslist.api.password;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.http.Answer;
import com.steveslist.api.http.Answer.Caching;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.NotReplayable;
import com.steveslist.api.input.Body;
import com.steveslist.api.input.Formats;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/** {@code /v1/password-resets}. Asking for one does and says the same for every address, whether anybody has it or not. */
@Controller
final class PasswordResetController {

    private final ResetMail mail;
    private final PasswordResets resets;

    PasswordResetController(ResetMail mail, PasswordResets resets) {
        this.mail = mail;
        this.resets = resets;
    }

    private record AskedResource(String status, String detail, long expiresInSeconds) {
        static final AskedResource SAME_FOR_ALL = new AskedResource(
                "accepted",
                "If an account has this e-mail address, a mail with a token is on its way. It works once, within an hour.",
                PasswordResets.LIFETIME.toSeconds());
    }

    @PostMapping("/v1/password-resets")
    @NotReplayable
    Answer ask(Call call) {
        call.params().done();
        Body body = call.body();
        String email = Formats.requiredEmail(body, "email");
        body.done();
        mail.ask(email);
        return Answer.accepted(AskedResource.SAME_FOR_ALL).caching(Caching.NEVER);
    }

    @PostMapping("/v1/password-resets/confirm")
    @NotReplayable
    Answer confirm(Call call) {
        call.params().done();
        Body body = call.body();
        String token = body.requiredText("token", 1, 100);
        String password = body.requiredText("new_password", 8, 128);
        body.done();
        if (!resets.confirm(token, password)) {
            throw ApiException.of(
                    ErrorCode.INVALID_RESET_TOKEN,
                    "This token is unknown, was used or replaced, or is older than an hour. Ask for a new one with POST /v1/password-resets.");
        }
        return Answer.nothing();
    }
}
