package com.steveslist.api.password;

import com.steveslist.api.mail.AccountMailboxes;
import com.steveslist.api.mail.Letter;
import com.steveslist.api.mail.Mail;
import com.steveslist.api.mail.MailProperties;
import com.steveslist.api.mail.Notices;
import com.steveslist.command.dispatch.CommittedKeys;
import com.steveslist.events.account.AccountId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The letter with a token for a new password. Whether anybody has the address is looked up only when it is the letter's turn, so the
 * request that asked for it cannot tell by its time; and the token is made then, so none waits in a queue.
 */
@Component
final class ResetLetter implements Letter {

    static final String KIND = "password_reset";
    static final String CLAIM = "email";

    private final CommittedKeys claims;
    private final AccountMailboxes mailboxes;
    private final PasswordResets resets;
    private final MailProperties settings;

    ResetLetter(CommittedKeys claims, AccountMailboxes mailboxes, PasswordResets resets, MailProperties settings) {
        this.claims = claims;
        this.mailboxes = mailboxes;
        this.resets = resets;
        this.settings = settings;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<Mail> write(String emailHash) {
        return claims.holderOf(CLAIM, emailHash)
                .map(AccountId::new)
                .flatMap(account -> mailboxes.of(account).map(mailbox -> write(mailbox, resets.begin(account, emailHash))));
    }

    private Mail write(String mailbox, String token) {
        String link = link(token);
        String way = link == null
                ? """
                        This is your token for a new password:

                            %s

                        Send it with the password that you want: POST /v1/password-resets/confirm {"token": …, "new_password": …}
                        """.formatted(token)
                : """
                        Set a new password here:

                            %s
                        """.formatted(link);
        return new Mail(mailbox, "A new password for Steveslist", """
                Hello,

                somebody, hopefully you, asked for a new password for your account at Steveslist.

                %s
                It works once, within an hour, and ends all your sessions. If it was not you, do nothing: your password stays as it is.
                """.formatted(way));
    }

    /** A page of the web app gets the token in a fragment, which no server sees; our own must see it, and hides it at once. */
    private @Nullable String link(String token) {
        if (settings.passwordResetPage() != null) {
            return settings.passwordResetPage() + "#token=" + token;
        }
        return settings.origin() == null ? null : settings.origin() + Notices.PASSWORD_PAGE + "?token=" + token;
    }
}
