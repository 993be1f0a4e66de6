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

    /** Without a look at the one before. All sessions end. */
    void set(AccountId account, Passwords.Hashed password) {
        passwords.set(account, password);
        follow(account, null);
    }

    /** In place of one that was asked for, unless another took its place meanwhile: then nothing changes. @param kept the session that goes on */
    boolean replace(AccountId account, Passwords.Hashed before, Passwords.Hashed password, SessionId kept) {
        boolean replaced = passwords.replace(account, before, password);
        if (replaced) {
            follow(account, kept);
        }
        return replaced;
    }

    private void follow(AccountId account, @Nullable SessionId kept) {
        jdbc.sql("delete from password_resets where account_id = ?").param(account.value()).update();
        sessions.endAll(account, kept);
        mails.post(Notices.PASSWORD_CHANGED, account.value());
    }
}
