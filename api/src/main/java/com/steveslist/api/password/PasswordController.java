package com.steveslist.api.password;

import com.steveslist.api.http.Answer;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.RequiresSession;
import com.steveslist.api.input.Body;
import com.steveslist.api.security.Identity;
import com.steveslist.api.security.PasswordAgain;
import com.steveslist.api.security.Passwords;
import com.steveslist.api.security.SessionId;
import com.steveslist.events.account.AccountId;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PutMapping;

/** {@code PUT /v1/accounts/me/password}. */
@Controller
final class PasswordController {

    private final PasswordAgain passwordAgain;
    private final Passwords passwords;
    private final NewPassword newPassword;
    private final TransactionTemplate transactions;

    PasswordController(
            PasswordAgain passwordAgain,
            Passwords passwords,
            NewPassword newPassword,
            @Qualifier("securityTransactions") TransactionTemplate transactions) {
        this.passwordAgain = passwordAgain;
        this.passwords = passwords;
        this.newPassword = newPassword;
        this.transactions = transactions;
    }

    @PutMapping("/v1/accounts/me/password")
    @RequiresSession
    Answer change(Call call) {
        call.params().done();
        Body body = call.body();
        String current = body.requiredText("current_password", 1, 128);
        String wanted = body.requiredText("new_password", 8, 128);
        body.done();
        AccountId account = call.account();
        // Read before it is asked for: of several changes at once, the one that comes first makes the others' wrong.
        Passwords.Hashed before = passwords.present(account).orElseThrow(PasswordAgain::wrong);
        passwordAgain.require(account, current);
        SessionId session = Objects.requireNonNull(Objects.requireNonNull(call.identity()).session());
        Passwords.Hashed hashed = passwords.hashed(wanted);
        if (!Boolean.TRUE.equals(transactions.execute(status -> newPassword.replace(account, before, hashed, session)))) {
            throw PasswordAgain.wrong();
        }
        return Answer.nothing();
    }
}
