package com.steveslist.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.testing.SharedApplication;
import com.steveslist.events.account.AccountId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** That nothing can be told from the time an answer takes is shown by what is done for it, step by step: time itself proves nothing. */
class PasswordsTest {

    private final List<String> steps = new ArrayList<>();
    private final Passwords passwords = new Passwords(JdbcClient.create(new Recording(steps)), new RecordingEncoder(steps));

    private record RecordingEncoder(List<String> steps, BCryptPasswordEncoder bcrypt) implements PasswordEncoder {
        RecordingEncoder(List<String> steps) {
            this(steps, new BCryptPasswordEncoder(4));
        }

        @Override
        public @Nullable String encode(@Nullable CharSequence password) {
            return bcrypt.encode(password);
        }

        @Override
        public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
            steps.add("bcrypt against " + String.valueOf(hash).substring(0, 7));
            return bcrypt.matches(password, hash);
        }
    }

    private static final class Recording extends DelegatingDataSource {
        private final List<String> steps;

        Recording(List<String> steps) {
            super(SharedApplication.context().getBean("securityDataSource", DataSource.class));
            this.steps = steps;
        }

        @Override
        public Connection getConnection() throws SQLException {
            steps.add("statement");
            return super.getConnection();
        }
    }

    private List<String> stepsOf(Optional<AccountId> account, String password, boolean matches) {
        steps.clear();
        assertThat(passwords.matches(account, password)).isEqualTo(matches);
        return List.copyOf(steps);
    }

    @Test
    void a_wrong_password_an_unknown_address_and_an_account_without_password_take_the_steps_of_the_right_one() {
        AccountId account = AccountId.next();
        passwords.set(account, passwords.hashed("correct horse"));

        List<String> right = stepsOf(Optional.of(account), "correct horse", true);

        assertThat(right).containsExactly("statement", "bcrypt against $2a$04$");
        assertThat(stepsOf(Optional.of(account), "wrong horse", false)).isEqualTo(right);
        assertThat(stepsOf(Optional.empty(), "correct horse", false)).isEqualTo(right);
        assertThat(stepsOf(Optional.of(AccountId.next()), "correct horse", false)).isEqualTo(right);
    }

    @Test
    void all_of_a_long_password_counts() {
        AccountId account = AccountId.next();
        String begin = "x".repeat(100);
        passwords.set(account, passwords.hashed(begin + "1"));

        assertThat(passwords.matches(Optional.of(account), begin + "1")).isTrue();
        assertThat(passwords.matches(Optional.of(account), begin + "2")).isFalse();
    }
}
