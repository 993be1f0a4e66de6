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
    public static final String RECOVERY_CODES_RENEWED = "recovery_codes_renewed";
    public static final String IDENTITY_ADDED = "identity_added";

    /** The page of this server on which people ask for a new password. */
    public static final String PASSWORD_PAGE = "/password-reset";

    private final AccountMailboxes mailboxes;
    private final String notYou;

    Notices(AccountMailboxes mailboxes, MailProperties settings) {
        this.mailboxes = mailboxes;
        String where = settings.origin() == null ? "with POST /v1/password-resets" : "at " + settings.origin() + PASSWORD_PAGE;
        this.notYou = """

                If this was not you, somebody else has got into your account: ask for a new password %s at once. Then look
                at what else opens the account, and remove what you do not know: API keys (/v1/api-keys), providers to sign in with
                (/v1/accounts/me/identities) and programs that may act for you (/v1/accounts/me/authorizations).
                """.formatted(where);
    }

    private record Notice(String kind, String subject, String text, AccountMailboxes mailboxes) implements Letter {
        @Override
        public Optional<Mail> write(String accountId) {
            return mailboxes.of(new AccountId(accountId)).map(mailbox -> new Mail(mailbox, subject, text));
        }
    }

    private Letter notice(String kind, String subject, String text) {
        return new Notice(kind, subject, text + notYou, mailboxes);
    }

    @Bean
    Letter passwordChanged() {
        return notice(PASSWORD_CHANGED, "Your password at Steveslist was changed", """
                Hello,

                the password of your account at Steveslist was changed just now, and all other sessions were ended. API keys, providers
                and programs that you allowed something go on.
                """);
    }

    @Bean
    Letter twoFactorOff() {
        return notice(TWO_FACTOR_OFF, "Your second factor at Steveslist was switched off", """
                Hello,

                signing in to your account at Steveslist takes no code any more: the second factor was switched off just now.
                """);
    }

    @Bean
    Letter recoveryCodesRenewed() {
        return notice(RECOVERY_CODES_RENEWED, "Your recovery codes at Steveslist were renewed", """
                Hello,

                your account at Steveslist has new recovery codes since just now. Those that you had before work no longer.
                """);
    }

    @Bean
    Letter identityAdded() {
        return notice(IDENTITY_ADDED, "Your account at Steveslist can be opened in one more way", """
                Hello,

                a provider to sign in with was added to your account at Steveslist just now: whoever it vouches for can open the account.
                """);
    }
}
