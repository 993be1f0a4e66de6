package com.steveslist.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.steveslist.api.testing.SharedApplication;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Another node's memory of access tokens: the same class, filled by itself, on the same database. */
class ProgramTokensTest {
    private final JdbcClient jdbc = JdbcClient.create(SharedApplication.context().getBean("securityDataSource", DataSource.class));
    private final AtomicInteger questions = new AtomicInteger();
    private final JdbcClient counted = JdbcClient.create(
            new DelegatingDataSource(SharedApplication.context().getBean("securityDataSource", DataSource.class)) {
                @Override
                public Connection getConnection() throws SQLException {
                    questions.incrementAndGet();
                    return super.getConnection();
                }
            });
    private final AtomicLong frozenNanos = new AtomicLong();
    private final CredentialCache otherNode =
            new CredentialCache(counted, new LastUse(jdbc), () -> System.nanoTime() + frozenNanos.get());
    private final String token = Secret.next(Secret.ACCESS_PREFIX);

    @BeforeEach
    void a_token_that_somebody_gave() {
        otherNode.start();
        String id = token.substring(token.length() - 10);
        jdbc.sql("""
                insert into oauth_clients (id, account_id, name, redirect_uris, scopes, created_at, updated_at)
                values (?, 'a', 'n', '{}', '{}', now(), now())""").param(id).update();
        jdbc.sql("""
                insert into oauth_grants (id, client_id, account_id, grant_type, scopes, requested_scopes, expires_at)
                values (?, ?, 'a', 'client_credentials', '{}', '{}', now() + interval '1 minute')""").params(id, id).update();
        jdbc.sql("""
                insert into oauth_tokens (hash, grant_id, kind, account_id, credential_id, scopes, issued_at, expires_at)
                values (?, ?, 'access', 'acct_00000000000000000000000000', ?, '{accounts:read}', now(), now() + interval '2 seconds')""")
                .params(Secret.hash(token), id, id).update();
    }

    @AfterEach
    void stop() {
        otherNode.stop();
    }

    @Test
    void a_hot_token_costs_no_round_trip() {
        await().until(() -> otherNode.find(token) != null);
        jdbc.sql("delete from oauth_tokens where hash = ?").param(Secret.hash(token)).update();
        Identity known = Objects.requireNonNull(otherNode.find(token));
        assertThat(known.may(Scope.ACCOUNTS_READ)).isTrue();
        assertThat(known.may(Scope.ACCOUNTS_WRITE)).isFalse();
        await().atMost(Duration.ofSeconds(4)).until(() -> otherNode.find(token) == null);
    }

    @Test
    void a_revoked_token_is_refused_by_other_nodes_within_a_second() {
        await().until(() -> otherNode.find(token) != null);
        jdbc.sql("update oauth_tokens set revoked_at = clock_timestamp() where hash = ?").param(Secret.hash(token)).update();
        await().atMost(Duration.ofSeconds(1)).pollInterval(Duration.ofMillis(20)).until(() -> otherNode.find(token) == null);
    }

    @Test
    void a_token_that_was_revoked_while_this_node_stood_still_is_refused() {
        jdbc.sql("update oauth_tokens set expires_at = now() + interval '1 hour' where hash = ?").param(Secret.hash(token)).update();
        await().until(() -> otherNode.find(token) != null);
        otherNode.stop();
        jdbc.sql("update oauth_tokens set revoked_at = clock_timestamp() - interval '1 minute' where hash = ?")
                .param(Secret.hash(token)).update();
        frozenNanos.addAndGet(Duration.ofMinutes(1).toNanos());
        int before = questions.get();
        otherNode.start();

        // When it asks for the second time what was revoked, it goes by what it was told the first time.
        await().until(() -> questions.get() >= before + 2);
        assertThat(otherNode.find(token)).isNull();
    }

    @Test
    void those_who_come_at_once_with_one_token_ask_the_table_once_even_if_nobody_knows_what_was_revoked() throws Exception {
        CredentialCache crowded = new CredentialCache(counted, new LastUse(jdbc));
        int before = questions.get();
        otherNode.stop();

        assertThat(together(crowded)).doesNotContainNull();
        assertThat(questions.get() - before).isLessThan(10);
    }

    @Test
    void those_who_come_at_once_while_the_database_is_away_fail_together() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        JdbcClient away = JdbcClient.create(new AbstractDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                asked.incrementAndGet();
                LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
                throw new SQLException("away");
            }

            @Override
            public Connection getConnection(String user, String password) throws SQLException {
                return getConnection();
            }
        });
        CredentialCache crowded = new CredentialCache(away, new LastUse(jdbc));

        assertThatThrownBy(() -> together(crowded)).hasRootCauseMessage("away");
        assertThat(asked).hasValueLessThan(10);
    }

    private List<@Nullable Identity> together(CredentialCache cache) throws Exception {
        List<@Nullable Identity> found = new ArrayList<>();
        Callable<@Nullable Identity> find = () -> cache.find(token);
        try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<@Nullable Identity> one : crowd.invokeAll(Collections.nCopies(200, find))) {
                found.add(one.get());
            }
        }
        return found;
    }
}
