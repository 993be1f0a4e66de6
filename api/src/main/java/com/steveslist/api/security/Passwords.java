package com.steveslist.api.security;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.events.account.AccountId;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Component;

/** Keeps passwords as bcrypt hashes and compares them, no more at once than the machine has processors. */
@Component
public final class Passwords {

    private static final long PATIENCE_SECONDS = 10;

    private final JdbcClient jdbc;
    private final BCryptPasswordEncoder bcrypt;
    private final Semaphore processors = new Semaphore(Runtime.getRuntime().availableProcessors());
    private final String hashOfNobody;

    Passwords(@Qualifier("securityJdbc") JdbcClient jdbc, @Value("${steveslist.password-cost:10}") int cost) {
        this.jdbc = jdbc;
        this.bcrypt = new BCryptPasswordEncoder(cost);
        this.hashOfNobody = hash(Secret.next(""));
    }

    /** Written before the account's first event: an account that exists can be opened. */
    public void set(AccountId account, String password) {
        String hash = bounded(() -> hash(password));
        jdbc.sql("insert into credentials (account_id, password_hash) values (?, ?)")
                .params(account.value(), hash)
                .update();
    }

    /** For an account that was not made after all. */
    public void forget(AccountId account) {
        jdbc.sql("delete from credentials where account_id = ?").param(account.value()).update();
    }

    /** Takes as long when there is no such account. */
    public boolean matches(Optional<AccountId> account, String password) {
        Optional<String> hash = account.flatMap(id -> jdbc.sql("select password_hash from credentials where account_id = ?")
                .param(id.value())
                .query(String.class)
                .optional());
        boolean same = bounded(() -> bcrypt.matches(digest(password), hash.orElse(hashOfNobody)));
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
