package com.steveslist.api.account;

import com.steveslist.api.command.Writes;
import com.steveslist.api.consistency.Reads;
import com.steveslist.api.consistency.Reads.Shown;
import com.steveslist.api.error.ApiException;
import com.steveslist.api.http.Answer;
import com.steveslist.api.http.Answer.Caching;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.Fields;
import com.steveslist.api.http.RequiresScope;
import com.steveslist.api.input.Body;
import com.steveslist.api.input.Formats;
import com.steveslist.api.security.Scope;
import com.steveslist.command.account.AccountCommand.ChangeProfile;
import com.steveslist.command.account.AccountState;
import com.steveslist.command.dispatch.Decided;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.account.AccountId;
import com.steveslist.query.account.AccountView;
import com.steveslist.query.account.AccountViews;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** {@code /v1/accounts}. */
@Controller
final class AccountController {

    private final Registration registration;
    private final AccountViews accounts;
    private final Reads reads;
    private final Writes writes;
    private final PersonalData personal;

    AccountController(Registration registration, AccountViews accounts, Reads reads, Writes writes, PersonalData personal) {
        this.registration = registration;
        this.accounts = accounts;
        this.reads = reads;
        this.writes = writes;
        this.personal = personal;
    }

    @PostMapping("/v1/accounts")
    Answer register(Call call) {
        call.params().done();
        Body body = call.body();
        String email = Formats.requiredEmail(body, "email");
        String password = body.requiredText("password", 8, 128);
        String name = body.requiredText("name", 1, ProfileInput.LONGEST_NAME);
        body.done();
        Decided<AccountState> decided = registration.register(call, email, password, name);
        AccountResource account = AccountResource.of(decided, personal);
        return Answer.created(call.origin() + "/v1/accounts/" + account.id(), account)
                .version(account.version(), account.updatedAt())
                .at(decided.at())
                .replayed(decided.replayed());
    }

    @GetMapping("/v1/accounts/me")
    @RequiresScope(Scope.ACCOUNTS_READ)
    Answer me(Call call) {
        Fields fields = Fields.of(call.params(), AccountResource.class);
        call.params().done();
        Shown<AccountView> shown = find(call, call.account());
        AccountResource account = AccountResource.of(shown.value(), personal);
        return Answer.ok(account).version(account.version(), account.updatedAt()).at(shown.at()).only(fields);
    }

    @PatchMapping("/v1/accounts/me")
    @RequiresScope(Scope.ACCOUNTS_WRITE)
    Answer change(Call call) {
        call.params().done();
        ProfileInput input = ProfileInput.read(call.body());
        AccountId id = call.account();
        Decided<AccountState> decided = writes.patch(
                call,
                id,
                AccountState.class,
                known -> new ChangeProfile(id, call.caller(), input.applyTo(known.profile(), id, personal)))
                .orElseThrow(AccountController::unknown);
        AccountResource account = AccountResource.of(decided, personal);
        return Answer.ok(account)
                .version(account.version(), account.updatedAt())
                .at(decided.at())
                .replayed(decided.replayed());
    }

    @GetMapping("/v1/accounts/{id}")
    Answer profile(Call call) {
        Fields fields = Fields.of(call.params(), ProfileResource.class);
        call.params().done();
        Shown<AccountView> shown = find(call, call.id(AccountId::new, "account"));
        AccountView view = shown.value();
        return Answer.ok(ProfileResource.of(view, personal))
                .version(view.version() + 1, view.updatedAt())
                .at(shown.at())
                .caching(Caching.PUBLIC)
                .only(fields);
    }

    private Shown<AccountView> find(Call call, AccountId id) {
        Shown<Optional<AccountView>> shown =
                reads.one(call, AccountViews.CONSUMER, id, AccountState.class, () -> accounts.find(id));
        return new Shown<>(shown.value().orElseThrow(AccountController::unknown), shown.at());
    }

    private static ApiException unknown() {
        return ApiException.notFound("There is no such account.");
    }
}
