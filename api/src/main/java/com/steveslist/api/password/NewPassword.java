package com.steveslist.api.password;

import com.steveslist.api.mail.MailQueue;
import com.steveslist.api.mail.Notices;
import com.steveslist.api.security.Passwords;
import com.steveslist.api.security.SessionId;
import com.steveslist.api.security.Sessions;
import com.steveslist.events.account.AccountId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What goes with every change of a password, to be called inside a transaction: whoever was signed in is not any more, a token that is on its
 * way for another one is worth nothing, and the owner is told.
 */
@Component
final class NewPassword {

    private final JdbcClient jdbc;
    private final Passwords passwords;
    private final Sessions sessions;
    private final MailQueue mails;

    NewPassword(@Qualifier("securityJdbc") JdbcClient jdbc, Passwords passwords, Sessions sessions, MailQueue mails) {
        this.jdbc = jdbc;
        this.passwords = passwords;
        this.sessions = sessions;
        this.mails = mails;
    }

    /** @param kept the session that goes on; null to end all */
    void set(AccountId account, Passwords.Hashed password, @Nullable SessionId kept) {
        passwords.set(account, password);
        jdbc.sql("delete from password_resets where account_id = ?").param(account.value()).update();
        sessions.endAll(account, kept);
        mails.post(Notices.PASSWORD_CHANGED, account.value());
    }
}
