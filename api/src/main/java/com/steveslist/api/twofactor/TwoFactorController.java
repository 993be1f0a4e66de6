package com.steveslist.api.twofactor;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.http.Answer;
import com.steveslist.api.http.Answer.Caching;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.Fields;
import com.steveslist.api.http.NotReplayable;
import com.steveslist.api.http.RequiresSession;
import com.steveslist.api.input.Body;
import com.steveslist.api.mail.AccountMailboxes;
import com.steveslist.api.mail.MailQueue;
import com.steveslist.api.mail.Notices;
import com.steveslist.api.security.Attempts;
import com.steveslist.api.security.PasswordAgain;
import com.steveslist.events.account.AccountId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** {@code /v1/accounts/me/two-factor}. */
@Controller
final class TwoFactorController {

    private static final String ISSUER = "Steveslist";

    private final TwoFactor twoFactor;
    private final PasswordAgain passwordAgain;
    private final Attempts attempts;
    private final AccountMailboxes mailboxes;
    private final MailQueue mails;

    TwoFactorController(
            TwoFactor twoFactor,
            PasswordAgain passwordAgain,
            Attempts attempts,
            AccountMailboxes mailboxes,
            MailQueue mails) {
        this.twoFactor = twoFactor;
        this.passwordAgain = passwordAgain;
        this.attempts = attempts;
        this.mailboxes = mailboxes;
        this.mails = mails;
    }

    /** @param recoveryCodesLeft how many were not used yet */
    private record StatusResource(boolean enabled, @Nullable Instant enabledAt, int recoveryCodesLeft) {}

    /** @param secret in base 32, for typing @param otpauthUri for a QR code */
    private record SecretResource(String secret, String otpauthUri) {}

    private record ConfirmedResource(boolean enabled, List<String> recoveryCodes) {}

    @GetMapping("/v1/accounts/me/two-factor")
    @RequiresSession
    Answer status(Call call) {
        Fields fields = Fields.of(call.params(), StatusResource.class);
        call.params().done();
        AccountId account = call.account();
        Instant since = twoFactor.confirmedAt(account).orElse(null);
        return Answer.ok(new StatusResource(since != null, since, twoFactor.recoveryCodesLeft(account))).only(fields);
    }

    @PostMapping("/v1/accounts/me/two-factor")
    @RequiresSession
    @NotReplayable
    Answer begin(Call call) {
        call.params().done();
        Body body = call.body();
        String password = body.requiredText("password", 1, 128);
        body.done();
        AccountId account = call.account();
        passwordAgain.require(account, password);
        byte[] secret = twoFactor.begin(account)
                .orElseThrow(() -> ApiException.of(ErrorCode.INVALID_STATE,
                        "The second factor is on already. To use another app, switch it off first."));
        String person = mailboxes.of(account).orElse(account.value());
        return Answer.created(
                call.origin() + "/v1/accounts/me/two-factor",
                new SecretResource(Totp.base32(secret), Totp.address(ISSUER, person, secret)))
                .caching(Caching.NEVER);
    }

    @PostMapping("/v1/accounts/me/two-factor/confirm")
    @RequiresSession
    @NotReplayable
    Answer confirm(Call call) {
        call.params().done();
        Body body = call.body();
        String code = body.requiredText("code", 6, 6);
        body.done();
        AccountId account = call.account();
        if (!twoFactor.isWaiting(account)) {
            throw ApiException.of(
                    ErrorCode.INVALID_STATE, "No second factor waits for its first code: begin with POST /v1/accounts/me/two-factor.");
        }
        Attempts.Attempt attempt = attempts.begin(attempts.account(account));
        List<String> codes = twoFactor.confirm(account, code).orElseThrow(() -> wrongCode(attempt));
        attempt.succeeded();
        return Answer.ok(new ConfirmedResource(true, codes)).caching(Caching.NEVER);
    }

    /** Whoever has new codes has the second factor, so it takes as much as switching it off. */
    @PostMapping("/v1/accounts/me/two-factor/recovery-codes")
    @RequiresSession
    @NotReplayable
    Answer renewRecoveryCodes(Call call) {
        AccountId account = requirePasswordAndCode(call);
        List<String> codes = twoFactor.renewRecoveryCodes(account).orElseThrow(TwoFactorController::isOff);
        mails.post(Notices.RECOVERY_CODES_RENEWED, account.value());
        return Answer.ok(new ConfirmedResource(true, codes)).caching(Caching.NEVER);
    }

    @DeleteMapping("/v1/accounts/me/two-factor")
    @RequiresSession
    Answer remove(Call call) {
        AccountId account = requirePasswordAndCode(call);
        twoFactor.remove(account);
        mails.post(Notices.TWO_FACTOR_OFF, account.value());
        return Answer.nothing();
    }

    private AccountId requirePasswordAndCode(Call call) {
        call.params().done();
        Body body = call.body();
        String password = body.requiredText("password", 1, 128);
        String code = body.requiredText("code", 6, 20);
        body.done();
        AccountId account = call.account();
        if (!twoFactor.isOn(account)) {
            throw isOff();
        }
        Attempts.Attempt attempt = passwordAgain.begin(account, password);
        if (!twoFactor.accepts(account, code)) {
            throw wrongCode(attempt);
        }
        attempt.succeeded();
        return account;
    }

    private static ApiException isOff() {
        return ApiException.of(ErrorCode.INVALID_STATE, "The second factor is off.");
    }

    private static ApiException wrongCode(Attempts.Attempt attempt) {
        attempt.failed();
        return ApiException.of(ErrorCode.WRONG_CODE, "The code is wrong, too old or was used already. Wait for the next one.");
    }
}
