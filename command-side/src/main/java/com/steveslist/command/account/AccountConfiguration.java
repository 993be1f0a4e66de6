package com.steveslist.command.account;

import com.steveslist.command.dispatch.AggregateType;
import com.steveslist.command.dispatch.Decision.Rejected;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.account.ApiKeyId;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Makes accounts and API keys known to the dispatcher. */
@AutoConfiguration
class AccountConfiguration {

    static final AggregateType<AccountState> TYPE = AggregateType.of(
            Account.NAME, AccountId.class, AccountState.class, Account.class, Account::new)
            .withClaim(
                    "email",
                    new Rejected(
                            AccountRejection.EMAIL_TAKEN,
                            "There is an account with this e-mail address already. Sign in, or use another address."));

    static final AggregateType<ApiKeyState> KEY_TYPE =
            AggregateType.of(ApiKey.NAME, ApiKeyId.class, ApiKeyState.class, ApiKey.class, ApiKey::new);

    @Bean
    AggregateType<AccountState> accountAggregate() {
        return TYPE;
    }

    @Bean
    AggregateType<ApiKeyState> apiKeyAggregate() {
        return KEY_TYPE;
    }
}
