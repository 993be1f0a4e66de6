package com.steveslist.api.signin;

import com.steveslist.api.security.OwnCookie;
import com.steveslist.api.security.Secret;
import com.steveslist.events.account.AccountId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Sign-ins of which the provider's half is done and the code of the second factor is waited for. What stands for one is a secret in a
 * cookie of the browser that came back from the provider; it is good for five minutes and five tries, and ends with the right one.
 */
@Component
final class HalfWay {

    static final Duration LIFETIME = Duration.ofMinutes(5);

    private static final OwnCookie COOKIE = new OwnCookie("steveslist_sign_in_code", "/", "Lax");
    private static final String PREFIX = "sl_half_";
    private static final int LONGEST = 100;
    private static final int TRIES = 5;

    private final JdbcClient jdbc;

    HalfWay(@Qualifier("securityJdbc") JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One that is good. @param secret what the browser holds */
    record Waiting(String secret, AccountId account, String provider) {}

    /** The {@code Set-Cookie} value that goes with the person. */
    String begin(AccountId account, String provider, boolean secure) {
        String secret = Secret.next(PREFIX);
        jdbc.sql("delete from sign_in_codes where expires_at < clock_timestamp()").update();
        jdbc.sql("""
                        insert into sign_in_codes (hash, account_id, provider, tries_left, expires_at)
                        values (?, ?, ?, ?, clock_timestamp() + ? * interval '1 second')""")
                .params(Secret.hash(secret), account.value(), provider, TRIES, LIFETIME.toSeconds())
                .update();
        return COOKIE.set(secret, LIFETIME, secure);
    }

    /** What this browser is half way through. Throws when there is nothing, or nothing any more. */
    Waiting of(HttpServletRequest request) {
        String secret = COOKIE.read(request);
        Optional<Waiting> waiting = secret == null || secret.length() > LONGEST ? Optional.empty() : find(secret);
        return waiting.orElseThrow(SignInState::invalid);
    }

    private Optional<Waiting> find(String secret) {
        return jdbc.sql("""
                        select account_id, provider from sign_in_codes
                        where hash = ? and tries_left > 0 and expires_at > clock_timestamp()""")
                .param(Secret.hash(secret))
                .query((row, n) -> new Waiting(secret, new AccountId(row.getString("account_id")), row.getString("provider")))
                .optional();
    }

    /** False when there is none left: of many at once, no more than five get a look at their code. */
    boolean takeTry(Waiting waiting) {
        return jdbc.sql("""
                        update sign_in_codes set tries_left = tries_left - 1
                        where hash = ? and tries_left > 0 and expires_at > clock_timestamp()""")
                .param(Secret.hash(waiting.secret()))
                .update() == 1;
    }

    /** False when somebody else ended it first. */
    boolean end(Waiting waiting) {
        return jdbc.sql("delete from sign_in_codes where hash = ?").param(Secret.hash(waiting.secret())).update() == 1;
    }

    /** The {@code Set-Cookie} value that ends it. */
    static String ended(boolean secure) {
        return COOKIE.ended(secure);
    }
}
