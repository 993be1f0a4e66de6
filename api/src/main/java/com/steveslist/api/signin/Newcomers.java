package com.steveslist.api.signin;

import com.steveslist.api.command.Writes;
import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.http.Call;
import com.steveslist.api.input.Formats;
import com.steveslist.command.account.AccountCommand.Register;
import com.steveslist.command.account.AccountRejection;
import com.steveslist.command.account.AccountState;
import com.steveslist.command.dispatch.Claim;
import com.steveslist.command.dispatch.CommandContext;
import com.steveslist.command.dispatch.CommandRejectedException;
import com.steveslist.command.dispatch.Commands;
import com.steveslist.command.dispatch.Decided;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.account.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds the account that somebody's identity opens, or makes one without a password. The identity's row is written before the event,
 * which alone counts: a row whose account was never written is taken away when the same person comes again.
 */
@Component
final class Newcomers {

    private static final String CLAIM = "email";
    private static final int LONGEST_NAME = 200;
    private static final Duration BEING_MADE = Duration.ofSeconds(30);

    private final Identities identities;
    private final Commands commands;
    private final Writes writes;
    private final PersonalData personal;

    Newcomers(Identities identities, Commands commands, Writes writes, PersonalData personal) {
        this.identities = identities;
        this.commands = commands;
        this.writes = writes;
        this.personal = personal;
    }

    Decided<AccountState> accountOf(Call call, SignInProvider provider, ProviderUser user) {
        Optional<Identities.Row> known = identities.find(provider.name(), user.subject());
        if (known.isPresent()) {
            Optional<Decided<AccountState>> account = commands.find(AccountState.class, known.get().account());
            if (account.isPresent()) {
                identities.used(known.get());
                return account.get();
            }
            if (Instant.now().isBefore(known.get().createdAt().plus(BEING_MADE))) {
                throw beingMade();
            }
            identities.forget(known.get().account());
        }
        return register(call, provider, user);
    }

    private Decided<AccountState> register(Call call, SignInProvider provider, ProviderUser user) {
        String email = user.verifiedEmail();
        if (email == null || !Formats.isEmail(email)) {
            throw ApiException.of(
                    ErrorCode.EMAIL_NOT_VERIFIED,
                    provider.label() + " has no verified e-mail address of yours. Verify it there, or sign up here with a password.");
        }
        AccountId id = AccountId.next();
        String hash = personal.lookupHash(CLAIM, email);
        personal.createKey(id);
        if (!identities.add(id, provider.name(), user.subject())) {
            throw beingMade();
        }
        CommandContext context = CommandContext.of(call.actor(), call.requestId()).claiming(new Claim(CLAIM, hash, id));
        try {
            return writes.send(
                    new Register(id, personal.encrypt(id, email), personal.encrypt(id, nameOf(user.name(), email))), context);
        } catch (CommandRejectedException e) {
            identities.forget(id);
            throw e.rejection() == AccountRejection.EMAIL_TAKEN ? exists(provider) : e;
        }
    }

    /** Who can show the e-mail address elsewhere need not be who has the account here, so the two are never joined in silence. */
    private static ApiException exists(SignInProvider provider) {
        return ApiException.of(
                ErrorCode.ACCOUNT_EXISTS,
                "There is an account with this e-mail address. Sign in to it with its password, then add " + provider.label()
                        + " with POST /v1/accounts/me/identities/" + provider.name() + ".");
    }

    private static ApiException beingMade() {
        return ApiException.of(ErrorCode.UNAVAILABLE, "This account is just being made. Try again in a moment.");
    }

    /** On one line, of at most 200 characters; what stands before the @ for somebody without a name. */
    static String nameOf(@Nullable String name, String email) {
        String plain = name == null
                ? ""
                : name.codePoints()
                        .map(c -> switch (Character.getType(c)) {
                            case Character.CONTROL, Character.SURROGATE -> ' ';
                            default -> c;
                        })
                        .limit(LONGEST_NAME)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString()
                        .strip();
        return plain.isEmpty() ? email.substring(0, email.indexOf('@')) : plain;
    }
}
