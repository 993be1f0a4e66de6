package com.steveslist.api.erasure;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.http.Answer;
import com.steveslist.api.http.Answer.Caching;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.Fields;
import com.steveslist.api.http.NotReplayable;
import com.steveslist.api.http.RequiresSession;
import com.steveslist.api.input.Body;
import com.steveslist.api.security.Identity;
import com.steveslist.api.security.PasswordAgain;
import com.steveslist.api.security.SessionCookie;
import com.steveslist.command.account.AccountState;
import com.steveslist.command.dispatch.Commands;
import com.steveslist.command.dispatch.Decided;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.account.ErasureDemand;
import com.steveslist.events.staff.StaffRole;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** {@code DELETE /v1/accounts/me}, the same by staff for somebody who asked them to, and the certificate that it leaves. */
@Controller
final class ErasureController {

    private static final int LONGEST_PASSWORD = 128;

    private final PasswordAgain passwordAgain;
    private final ErasureDesk desk;
    private final Commands commands;
    private final PersonalData personal;

    ErasureController(PasswordAgain passwordAgain, ErasureDesk desk, Commands commands, PersonalData personal) {
        this.passwordAgain = passwordAgain;
        this.desk = desk;
        this.commands = commands;
        this.personal = personal;
    }

    @DeleteMapping("/v1/accounts/me")
    @RequiresSession
    Answer erase(Call call) {
        call.params().done();
        Body body = call.body();
        String password = body.requiredText("password", 1, LONGEST_PASSWORD);
        body.done();
        AccountId account = call.account();
        passwordAgain.require(account, password);
        return desk.demand(call, account, ErasureDemand.OWNER, null).cookie(SessionCookie.ended(call.isSecure()));
    }

    /** For staff who help people. A second demand finds the first one, so nothing is replayed. */
    @PostMapping("/v1/accounts/{id}/erasure")
    @RequiresSession
    @NotReplayable
    Answer eraseSomebody(Call call) {
        call.params().done();
        AccountId staff = call.account();
        Identity identity = call.identity();
        if (identity == null || !identity.staff().contains(StaffRole.SUPPORT)) {
            throw ApiException.of(
                    ErrorCode.FORBIDDEN, "Only staff in the role support erase others. To erase yourself: DELETE /v1/accounts/me.");
        }
        Body body = call.body();
        String reason = body.requiredText("reason", 1, Reasons.LONGEST);
        String password = body.requiredText("password", 1, LONGEST_PASSWORD);
        body.done();
        AccountId account = call.id(AccountId::new, "account");
        passwordAgain.require(staff, password);
        AccountState known = commands.find(AccountState.class, account)
                .orElseThrow(() -> ApiException.notFound("There is no such account."))
                .state();
        if (Reasons.isPersonal(reason, known, personal)) {
            body.reject("reason", "invalid_value", Reasons.PERSONAL);
            body.done();
        }
        return desk.demand(call, account, ErasureDemand.STAFF, reason.strip());
    }

    @GetMapping("/v1/accounts/{id}/erasure-certificate")
    Answer certificate(Call call) {
        Fields fields = Fields.of(call.params(), CertificateResource.class);
        call.params().done();
        AccountId account = call.id(AccountId::new, "account");
        Decided<AccountState> known = commands.find(AccountState.class, account).orElseThrow(ErasureController::unknown);
        return Answer.ok(desk.certificate(known).orElseThrow(ErasureController::unknown))
                .version(known.version() + 1, known.state().updatedAt())
                .at(known.at())
                .caching(Caching.PUBLIC)
                .only(fields);
    }

    private static ApiException unknown() {
        return ApiException.notFound("Nobody with this account was erased.");
    }
}
