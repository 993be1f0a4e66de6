package com.steveslist.api.mail;

import com.steveslist.events.account.AccountId;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Letters that tell account holders what happened to their account, so that they notice when it was not them. */
@Configuration(proxyBeanMethods = false)
public class Notices {

    public static final String PASSWORD_CHANGED = "password_changed";
    public static final String TWO_FACTOR_OFF = "two_factor_off";

    private static final String NOT_YOU = """

            If this was not you, somebody else has got into your account: ask for a new password with POST /v1/password-resets at once.
            """;

    private record Notice(String kind, String subject, String text, AccountMailboxes mailboxes) implements Letter {
        @Override
        public Optional<Mail> write(String accountId) {
            return mailboxes.of(new AccountId(accountId)).map(mailbox -> new Mail(mailbox, subject, text + NOT_YOU));
        }
    }

    @Bean
    Letter passwordChanged(AccountMailboxes mailboxes) {
        return new Notice(PASSWORD_CHANGED, "Your password at Steveslist was changed", """
                Hello,

                the password of your account at Steveslist was changed just now, and all other sessions were ended.
                """, mailboxes);
    }

    @Bean
    Letter twoFactorOff(AccountMailboxes mailboxes) {
        return new Notice(TWO_FACTOR_OFF, "Your second factor at Steveslist was switched off", """
                Hello,

                signing in to your account at Steveslist takes no code any more: the second factor was switched off just now.
                """, mailboxes);
    }
}
