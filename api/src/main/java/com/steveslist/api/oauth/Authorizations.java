package com.steveslist.api.oauth;

import static com.steveslist.api.oauth.OAuthClients.array;
import static com.steveslist.api.oauth.OAuthClients.set;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.id.Ids;
import com.steveslist.events.privacy.EncryptedText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.stereotype.Component;

/** What people allow programs: one row a person and program, which counts until it is taken back. */
@Component
final class Authorizations implements OAuth2AuthorizationConsentService {

    static final String PREFIX = "oau";

    private final JdbcClient jdbc;

    Authorizations(@Qualifier("securityJdbc") JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param clientName encrypted with the key of the program's owner */
    record Row(String id, String clientId, EncryptedText clientName, Set<String> scopes, Instant createdAt) {}

    @Override
    public void save(OAuth2AuthorizationConsent consent) {
        jdbc.sql("""
                        insert into oauth_authorizations (id, client_id, account_id, scopes, created_at)
                        values (?, ?, ?, ?, date_trunc('milliseconds', clock_timestamp()))
                        on conflict (client_id, account_id) do update set scopes = excluded.scopes, revoked_at = null,
                          created_at = case when oauth_authorizations.revoked_at is null
                            then oauth_authorizations.created_at else excluded.created_at end""")
                .params(Ids.next(PREFIX), consent.getRegisteredClientId(), consent.getPrincipalName(), array(consent.getScopes()))
                .update();
    }

    /** Saying no to a new wish takes nothing away that was allowed before: {@link #revoke} does. */
    @Override
    public void remove(OAuth2AuthorizationConsent consent) {}

    @Override
    public @Nullable OAuth2AuthorizationConsent findById(String clientId, String account) {
        return jdbc.sql("select scopes from oauth_authorizations where client_id = ? and account_id = ? and revoked_at is null")
                .params(clientId, account)
                .query((row, n) -> consent(clientId, account, set(row, "scopes")))
                .optional()
                .orElse(null);
    }

    private static OAuth2AuthorizationConsent consent(String clientId, String account, Set<String> scopes) {
        OAuth2AuthorizationConsent.Builder consent = OAuth2AuthorizationConsent.withId(clientId, account);
        scopes.forEach(consent::scope);
        return consent.build();
    }

    /** An account's, taken back or not. */
    Optional<Row> find(String id, AccountId account) {
        return jdbc.sql("""
                        select a.*, c.name from oauth_authorizations a join oauth_clients c on c.id = a.client_id
                        where a.id = ? and a.account_id = ?""").params(id, account.value()).query(Authorizations::row).optional();
    }

    /** Those that count, newest first, those begun before {@code before}. */
    List<Row> list(AccountId account, @Nullable String before, int limit) {
        return jdbc.sql("""
                        select a.*, c.name from oauth_authorizations a join oauth_clients c on c.id = a.client_id
                        where a.account_id = ? and a.revoked_at is null and c.deleted_at is null and a.id < ?
                        order by a.id desc limit ?""")
                .params(account.value(), before == null ? "~" : before, limit)
                .query(Authorizations::row)
                .list();
    }

    void revoke(String id) {
        jdbc.sql("update oauth_authorizations set revoked_at = clock_timestamp() where id = ? and revoked_at is null")
                .param(id)
                .update();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getString("id"),
                row.getString("client_id"),
                new EncryptedText(row.getString("name")),
                set(row, "scopes"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
