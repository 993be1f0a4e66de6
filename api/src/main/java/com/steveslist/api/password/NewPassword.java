package com.steveslist.api.password;

import com.steveslist.api.mail.MailQueue;
import com.steveslist.api.mail.Notices;
import com.steveslist.api.security.Passwords;
import com.steveslist.api.security.SessionId;
import com.steveslist.api.security.Sessions;
import com.steveslist.events.account.AccountId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What goes with every change of a password, to be called inside a transaction: whoever was signed in is not any more, and is told. */
@Component
final class NewPassword {

    private final Passwords passwords;
    private final Sessions sessions;
    private final MailQueue mails;

    NewPassword(Passwords passwords, Sessions sessions, MailQueue mails) {
        this.passwords = passwords;
        this.sessions = sessions;
        this.mails = mails;
    }

    /** @param kept the session that goes on; null to end all */
    void set(AccountId account, Passwords.Hashed password, @Nullable SessionId kept) {
        passwords.set(account, password);
        sessions.endAll(account, kept);
        mails.post(Notices.PASSWORD_CHANGED, account.value());
    }
}
