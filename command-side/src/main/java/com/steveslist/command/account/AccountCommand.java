package com.steveslist.command.account;

import com.steveslist.command.dispatch.Caller;
import com.steveslist.command.dispatch.Command;
import com.steveslist.events.account.AccountEvent.Profile;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.account.ApiKeyId;
import com.steveslist.events.account.ErasureCertificate;
import com.steveslist.events.account.ErasureDemand;
import com.steveslist.events.account.ErasureId;
import com.steveslist.events.privacy.EncryptedText;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be asked of an account and of its API keys. */
public sealed interface AccountCommand<S> extends Command<S> {

    @Override
    default String commandName() {
        return switch (this) {
            case Register _ -> "account.register";
            case ChangeProfile _ -> "account.change_profile";
            case RequestErasure _ -> "account.request_erasure";
            case RefuseErasure _ -> "account.refuse_erasure";
            case Erase _ -> "account.erase";
            case CreateApiKey _ -> "api_key.create";
            case RevokeApiKey _ -> "api_key.revoke";
        };
    }

    /** Sign up. The e-mail's claim travels in the context. */
    record Register(AccountId target, EncryptedText email, EncryptedText name) implements AccountCommand<AccountState> {
        @Override
        public boolean begins() {
            return true;
        }
    }

    /** Replace the profile. */
    record ChangeProfile(AccountId target, Caller caller, Profile profile) implements AccountCommand<AccountState> {}

    /** Let nothing new be begun with the account. The {@code closing} claim travels in the context. */
    record RequestErasure(
            AccountId target, Caller caller, ErasureId erasure, ErasureDemand demandedBy, @Nullable String reason)
            implements AccountCommand<AccountState> {}

    /** Open the account again, since these things are under way. The claim is let go in the context. */
    record RefuseErasure(AccountId target, ErasureId erasure, List<String> open) implements AccountCommand<AccountState> {}

    /** The person's key is gone. The e-mail's claim is let go in the context. */
    record Erase(AccountId target, ErasureCertificate certificate) implements AccountCommand<AccountState> {}

    record CreateApiKey(ApiKeyId target, AccountId account, EncryptedText name, Set<String> scopes)
            implements AccountCommand<ApiKeyState> {
        @Override
        public boolean begins() {
            return true;
        }
    }

    /** Revoking twice changes nothing. */
    record RevokeApiKey(ApiKeyId target, Caller caller) implements AccountCommand<ApiKeyState> {}
}
