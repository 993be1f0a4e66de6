package com.steveslist.command.account;

import com.steveslist.command.dispatch.Caller;
import com.steveslist.command.dispatch.Command;
import com.steveslist.events.account.AccountEvent.Profile;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.account.ApiKeyId;
import com.steveslist.events.privacy.EncryptedText;
import java.util.Set;

/** What can be asked of an account and of its API keys. */
public sealed interface AccountCommand<S> extends Command<S> {

    @Override
    default String commandName() {
        return switch (this) {
            case Register _ -> "account.register";
            case ChangeProfile _ -> "account.change_profile";
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
