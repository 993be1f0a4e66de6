package com.steveslist.api.password;

import com.steveslist.api.security.Attempts;
import com.steveslist.api.security.Chore;
import com.steveslist.api.security.Passwords;
import com.steveslist.api.security.Secret;
import com.steveslist.events.account.AccountId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Tokens with which a new password can be set once, within an hour. Only their hashes are kept, and an account has one at a time. */
@Component
final class PasswordResets implements Chore {

    static final Duration LIFETIME = Duration.ofHours(1);

    private static final String PREFIX = "sl_reset_";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Passwords passwords;
    private final NewPassword newPassword;
    private final Attempts attempts;

    PasswordResets(
            @Qualifier("securityJdbc") JdbcClient jdbc,
            @Qualifier("securityTransactions") TransactionTemplate transactions,
            Passwords passwords,
            NewPassword newPassword,
            Attempts attempts) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.passwords = passwords;
        this.newPassword = newPassword;
        this.attempts = attempts;
    }

    private record Used(AccountId account, String emailHash) {}

    /** A new token; the one before is worth nothing from now on. @param emailHash keyed, of the address that it is sent to */
    String begin(AccountId account, String emailHash) {
        String token = Secret.next(PREFIX);
        jdbc.sql("""
                        insert into password_resets (account_id, token_hash, email_hash, expires_at)
                        values (?, ?, ?, now() + ? * interval '1 second')
                        on conflict (account_id) do update set
                            token_hash = excluded.token_hash, email_hash = excluded.email_hash, expires_at = excluded.expires_at""")
                .params(account.value(), Secret.hash(token), emailHash, LIFETIME.toSeconds())
                .update();
        return token;
    }

    /**
     * Sets a new password and ends all sessions. Whoever reads the mailbox has shown who they are, so wrong tries are forgotten; a second
     * factor stays. False when the token is unknown, used, replaced or too old; a processor is spent on hashing for a good one only.
     */
    boolean confirm(String token, String password) {
        byte[] hash = Secret.hash(token);
        if (!isGood(hash)) {
            return false;
        }
        Passwords.Hashed hashed = passwords.hashed(password);
        return Boolean.TRUE.equals(transactions.execute(status -> use(hash).map(used -> {
            newPassword.set(used.account(), hashed);
            attempts.forget(List.of(attempts.email(used.emailHash()), attempts.account(used.account())));
            return true;
        }).orElse(false)));
    }

    /** Whether a password can be set with it. */
    boolean isGood(String token) {
        return isGood(Secret.hash(token));
    }

    private boolean isGood(byte[] hash) {
        return jdbc.sql("select exists (select from password_resets where token_hash = ? and expires_at > now())")
                .param(hash)
                .query(Boolean.class)
                .single();
    }

    private Optional<Used> use(byte[] hash) {
        return jdbc.sql("delete from password_resets where token_hash = ? and expires_at > now() returning account_id, email_hash")
                .param(hash)
                .query((row, n) -> new Used(new AccountId(row.getString(1)), row.getString(2)))
                .optional();
    }

    @Override
    public Duration pause() {
        return LIFETIME;
    }

    @Override
    public void run() {
        jdbc.sql("delete from password_resets where expires_at < now()").update();
    }
}
