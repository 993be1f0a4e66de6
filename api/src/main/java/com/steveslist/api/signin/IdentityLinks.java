package com.steveslist.api.signin;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.mail.MailQueue;
import com.steveslist.api.mail.Notices;
import com.steveslist.events.account.AccountId;
import org.springframework.stereotype.Component;

/** Adds an identity to an account whose owner asked for it while signed in. */
@Component
final class IdentityLinks {

    private final Identities identities;
    private final MailQueue mails;

    IdentityLinks(Identities identities, MailQueue mails) {
        this.identities = identities;
        this.mails = mails;
    }

    /** Again changes nothing. The owner is told by mail: it is one more way in. */
    IdentityResource link(AccountId account, SignInProvider provider, ProviderUser user) {
        if (identities.add(account, provider.name(), user.subject())) {
            mails.post(Notices.IDENTITY_ADDED, account.value());
        }
        return identities.find(provider.name(), user.subject())
                .filter(row -> row.account().equals(account))
                .map(IdentityResource::of)
                .orElseThrow(() -> ApiException.of(
                        ErrorCode.IDENTITY_TAKEN,
                        "This person at " + provider.label() + " opens another account. Sign in to that one and remove it there first."));
    }
}
