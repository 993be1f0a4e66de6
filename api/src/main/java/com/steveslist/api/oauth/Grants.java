package com.steveslist.api.oauth;

import static com.steveslist.api.oauth.OAuthClients.at;

import com.steveslist.api.security.Credentials;
import com.steveslist.api.security.Secret;
import com.steveslist.events.account.AccountId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization.Token;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What programs were given. A code and a refresh token work once: of two uses at the same moment one loses, and whoever uses one a
 * second time ends everything that came of it, because one of the two who have it stole it.
 */
@Component
final class Grants implements OAuth2AuthorizationService {

    private static final int LONGEST_TOKEN = 200;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final GrantReader reader;
    private final GrantWriter writer;
    private final Credentials credentials;

    Grants(
            @Qualifier("securityJdbc") JdbcClient jdbc,
            @Qualifier("securityTransactions") TransactionTemplate transactions,
            GrantReader reader,
            GrantWriter writer,
            Credentials credentials) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.reader = reader;
        this.writer = writer;
        this.credentials = credentials;
    }

    @Override
    public void save(OAuth2Authorization grant) {
        Token<?> refresh = grant.getRefreshToken();
        Token<?> access = grant.getAccessToken();
        if (refresh != null && refresh.isInvalidated()) {
            end(grant.getId());
        } else if (access != null && access.isInvalidated()) {
            revoke(GrantReader.hash(access.getToken()));
        } else if (!Boolean.TRUE.equals(transactions.execute(status -> writer.write(grant) || rolledBack(status)))) {
            end(grant.getId());
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
        }
    }

    private static boolean rolledBack(TransactionStatus status) {
        status.setRollbackOnly();
        return false;
    }

    /** For what was never allowed. */
    @Override
    public void remove(OAuth2Authorization grant) {
        jdbc.sql("delete from oauth_grants where id = ?").param(grant.getId()).update();
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return reader.byId(id);
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        if (token.length() > LONGEST_TOKEN) {
            return null;
        }
        String kind = type == null ? "" : type.getValue();
        return switch (kind) {
            case OAuth2ParameterNames.STATE -> reader.byConsent(Secret.hash(token));
            case OAuth2ParameterNames.CODE -> reader.byCode(token);
            default -> byToken(token, kind.equals(OAuth2ParameterNames.REFRESH_TOKEN));
        };
    }

    private @Nullable OAuth2Authorization byToken(String token, boolean toBeExchanged) {
        byte[] hash = Secret.hash(token);
        GrantReader.TokenRow row = reader.token(hash);
        // Spring's server takes what it is given for what it asked for: an access token must not be exchanged as if it were the other kind.
        if (row == null || toBeExchanged && !row.refresh()) {
            return null;
        }
        OAuth2Authorization grant = reader.withToken(row, token);
        // Asked after the grant was read: who exchanged it before is seen here, and who does from now on makes this version of the grant an
        // old one, which is not written.
        if (reader.isReplaced(hash)) {
            if (toBeExchanged) {
                end(row.grantId());
            }
            return null;
        }
        return grant;
    }

    private void revoke(byte[] hash) {
        jdbc.sql("update oauth_tokens set revoked_at = clock_timestamp() where hash = ? and revoked_at is null").param(hash).update();
        credentials.revoked(List.of(hash));
    }

    private void end(String id) {
        endWhere("id = ?", id);
    }

    /** Ends what a person allowed a program: here at once, on other nodes within a second. */
    void endOfAuthorization(String clientId, AccountId account) {
        endWhere("client_id = ? and account_id = ? and grant_type = 'authorization_code'", clientId, account.value());
    }

    /** Ends everything that a program was given. */
    void endOfClient(String clientId) {
        endWhere("client_id = ?", clientId);
    }

    /** Ends what reaches further than these scopes, and takes them out of what people allowed. */
    void endBeyond(String clientId, Set<String> scopes) {
        String[] left = scopes.toArray(new String[0]);
        jdbc.sql("""
                        update oauth_authorizations set
                          scopes = array(select scope from unnest(scopes) as scope where scope = any(?::text[])),
                          revoked_at = case when scopes && ?::text[] then revoked_at else coalesce(revoked_at, clock_timestamp()) end
                        where client_id = ? and not scopes <@ ?::text[]""")
                .params(left, left, clientId, left)
                .update();
        endWhere("client_id = ? and not (scopes <@ ?::text[] and requested_scopes <@ ?::text[])", clientId, left, left);
    }

    /** Ends consents that are waited for and codes that were not exchanged, when they are for another address than these. */
    void endOnTheWayElsewhere(String clientId, Set<String> redirectUris) {
        endWhere(
                "client_id = ? and grant_type = 'authorization_code' and not code_used and (redirect_uri is null or redirect_uri <> all(?::text[]))",
                clientId,
                redirectUris.toArray(new String[0]));
    }

    /** First the grants, so that nothing is added to them any more; then what they hold. */
    private void endWhere(String condition, Object... values) {
        List<byte[]> ended = transactions.execute(status -> {
            String[] ids = jdbc.sql("update oauth_grants set revoked_at = clock_timestamp() where revoked_at is null and "
                    + condition + " returning id").params(values).query(String.class).list().toArray(new String[0]);
            return jdbc.sql("""
                            update oauth_tokens set revoked_at = clock_timestamp()
                            where grant_id = any(?) and revoked_at is null returning hash""")
                    .param(ids)
                    .query((row, n) -> row.getBytes(1))
                    .list();
        });
        credentials.revoked(ended == null ? List.of() : ended);
    }
}
