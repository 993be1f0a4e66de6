package com.steveslist.api.signin;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.events.account.AccountId;
import org.springframework.stereotype.Component;

/** Adds an identity to an account whose owner asked for it while signed in. */
@Component
final class IdentityLinks {

    private final Identities identities;

    IdentityLinks(Identities identities) {
        this.identities = identities;
    }

    /** Again changes nothing. */
    IdentityResource link(AccountId account, SignInProvider provider, ProviderUser user) {
        identities.add(account, provider.name(), user.subject());
        return identities.find(provider.name(), user.subject())
                .filter(row -> row.account().equals(account))
                .map(IdentityResource::of)
                .orElseThrow(() -> ApiException.of(
                        ErrorCode.IDENTITY_TAKEN,
                        "This person at " + provider.label() + " opens another account. Sign in to that one and remove it there first."));
    }
}
