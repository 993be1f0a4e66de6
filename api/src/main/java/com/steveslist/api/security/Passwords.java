package com.steveslist.api.security;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.events.account.AccountId;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Keeps passwords as bcrypt hashes and compares them, no more at once than the machine has processors. An account may have none, when
 * its owner always signs in elsewhere.
 */
@Component
public final class Passwords {

    private static final long PATIENCE_SECONDS = 10;

    /** Looked up for whoever has no account, so that it takes as long. */
    private static final String NOBODY = "nobody";

    private final JdbcClient jdbc;
    private final PasswordEncoder bcrypt;
    private final Semaphore processors = new Semaphore(Runtime.getRuntime().availableProcessors());
    private final String hashOfNobody;

    @Autowired
    Passwords(@Qualifier("securityJdbc") JdbcClient jdbc, @Value("${steveslist.password-cost:10}") int cost) {
        this(jdbc, new BCryptPasswordEncoder(cost));
    }

    Passwords(JdbcClient jdbc, PasswordEncoder bcrypt) {
        this.jdbc = jdbc;
        this.bcrypt = bcrypt;
        this.hashOfNobody = hash(Secret.next(""));
    }

    /** A hash to be set; making one takes a processor for a while, so it is made before a transaction begins. */
    public record Hashed(String text) {
        @Override
        public String toString() {
            return "Hashed[…]";
        }
    }

    public Hashed hashed(String password) {
        return new Hashed(bounded(() -> hash(password)));
    }

    /** Takes the place of the one before. For a new account, called before its first event: an account that exists can be opened. */
    public void set(AccountId account, Hashed password) {
        jdbc.sql("""
                        insert into credentials (account_id, password_hash) values (?, ?)
                        on conflict (account_id) do update set password_hash = excluded.password_hash""")
                .params(account.value(), password.text())
                .update();
    }

    /** The hash that is set, to be given to {@link #replace}. */
    public Optional<Hashed> present(AccountId account) {
        return stored(account.value());
    }

    private Optional<Hashed> stored(String account) {
        return jdbc.sql("select password_hash from credentials where account_id = ?").param(account).query(String.class).optional()
                .map(Hashed::new);
    }

    /** Takes the place of one that is still there; false when another did so before. */
    public boolean replace(AccountId account, Hashed before, Hashed password) {
        return jdbc.sql("update credentials set password_hash = ? where account_id = ? and password_hash = ?")
                .params(password.text(), account.value(), before.text())
                .update() == 1;
    }

    /** For an account that was not made after all. */
    public void forget(AccountId account) {
        jdbc.sql("delete from credentials where account_id = ?").param(account.value()).update();
    }

    /** Does the same, and so takes as long, when there is no such account or it has no password. */
    public boolean matches(Optional<AccountId> account, String password) {
        Optional<Hashed> hash = stored(account.map(AccountId::value).orElse(NOBODY));
        boolean same = bounded(() -> bcrypt.matches(digest(password), hash.map(Hashed::text).orElse(hashOfNobody)));
        return same && hash.isPresent();
    }

    private String hash(String password) {
        return String.valueOf(bcrypt.encode(digest(password)));
    }

    /** bcrypt reads 72 bytes; a digest of 44 characters keeps all of a long password. */
    private static String digest(String password) {
        return Base64.getEncoder().encodeToString(Secret.hash(password));
    }

    private <T> T bounded(Supplier<T> work) {
        try {
            if (!processors.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw ApiException.of(ErrorCode.OVERLOADED, "Too many sign in at once. Try again in a moment.");
            }
            try {
                return work.get();
            } finally {
                processors.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiException.of(ErrorCode.UNAVAILABLE, "This node is stopping. Try again.");
        }
    }
}
