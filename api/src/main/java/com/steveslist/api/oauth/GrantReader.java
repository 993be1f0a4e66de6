package com.steveslist.api.oauth;

import static com.steveslist.api.oauth.OAuthClients.set;

import com.steveslist.api.security.Secret;
import java.security.Principal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;

/** Makes of our rows what Spring's authorization server works with. A token that nobody showed has its hash in the place of its text. */
@Component
final class GrantReader {

    /** The attribute with the row's version, when there is a row. */
    static final String VERSION = "version";

    private static final String HASH = "sha256:";

    private final JdbcClient jdbc;
    private final RegisteredClients clients;

    GrantReader(@Qualifier("securityJdbc") JdbcClient jdbc, RegisteredClients clients) {
        this.jdbc = jdbc;
        this.clients = clients;
    }

    record TokenRow(
            byte[] hash,
            String grantId,
            boolean refresh,
            String account,
            Set<String> scopes,
            Instant issuedAt,
            Instant expiresAt,
            boolean revoked) {}

    private record GrantRow(
            String id,
            String clientId,
            String account,
            String type,
            Set<String> scopes,
            OAuth2AuthorizationRequest request,
            @Nullable OAuth2AuthorizationCode code,
            boolean codeUsed,
            int version) {}

    static boolean isHash(OAuth2Token token) {
        return token.getTokenValue().startsWith(HASH);
    }

    /** Whether its text is known or not. */
    static byte[] hash(OAuth2Token token) {
        return isHash(token)
                ? HexFormat.of().parseHex(token.getTokenValue().substring(HASH.length()))
                : Secret.hash(token.getTokenValue());
    }

    @Nullable
    OAuth2Authorization byId(String id) {
        return whole(grant("id = ?", id, null), null, null);
    }

    @Nullable
    OAuth2Authorization byConsent(byte[] hash) {
        return whole(grant("consent_hash = ? and expires_at > clock_timestamp()", hash, null), null, null);
    }

    @Nullable
    OAuth2Authorization byCode(String code) {
        return whole(grant("code_hash = ?", Secret.hash(code), code), null, null);
    }

    /** @param text what was shown */
    @Nullable
    OAuth2Authorization withToken(TokenRow shown, String text) {
        return whole(grant("id = ?", shown.grantId(), null), shown, text);
    }

    @Nullable
    TokenRow token(byte[] hash) {
        return jdbc.sql("select * from oauth_tokens where hash = ?").param(hash).query(GrantReader::token).optional().orElse(null);
    }

    /** Whether it is a refresh token that was exchanged already. */
    boolean isReplaced(byte[] hash) {
        return jdbc.sql("select exists (select from oauth_tokens where hash = ? and replaced_at is not null)")
                .param(hash)
                .query(Boolean.class)
                .single();
    }

    private @Nullable GrantRow grant(String condition, Object value, @Nullable String code) {
        return jdbc.sql("select * from oauth_grants where revoked_at is null and " + condition)
                .param(value)
                .query((row, n) -> grant(row, code))
                .optional()
                .orElse(null);
    }

    private @Nullable OAuth2Authorization whole(@Nullable GrantRow row, @Nullable TokenRow shown, @Nullable String text) {
        RegisteredClient client = row == null ? null : clients.findById(row.clientId());
        if (row == null || client == null) {
            return null;
        }
        OAuth2Authorization.Builder grant = OAuth2Authorization.withRegisteredClient(client)
                .id(row.id())
                .principalName(row.account())
                .authorizationGrantType(new AuthorizationGrantType(row.type()))
                .authorizedScopes(row.scopes())
                .attribute(VERSION, row.version())
                .attribute(OAuth2AuthorizationRequest.class.getName(), row.request())
                .attribute(
                        Principal.class.getName(),
                        UsernamePasswordAuthenticationToken.authenticated(row.account(), null, AuthorityUtils.NO_AUTHORITIES));
        if (row.code() != null) {
            grant.token(row.code(), metadata -> metadata.put(OAuth2Authorization.Token.INVALIDATED_METADATA_NAME, row.codeUsed()));
        }
        // A code that is unused has brought no tokens: those that are there by now are of somebody who was faster, since the row was read. To
        // Spring a new token of this grant would be in the state of the one that it replaces, which may be revoked already.
        boolean hasNone = row.code() != null && !row.codeUsed();
        for (TokenRow token : hasNone ? List.<TokenRow>of() : latest(row.id(), shown)) {
            add(grant, token, token == shown && text != null ? text : HASH + HexFormat.of().formatHex(token.hash()));
        }
        return grant.build();
    }

    /** The last of each kind, but the one that was shown rather than another of its kind. */
    private List<TokenRow> latest(String grantId, @Nullable TokenRow shown) {
        List<TokenRow> rows = jdbc.sql("""
                        select distinct on (kind) * from oauth_tokens where grant_id = ? and replaced_at is null
                        order by kind, issued_at desc, expires_at desc""").param(grantId).query(GrantReader::token).list();
        List<TokenRow> latest = new ArrayList<>(rows);
        if (shown != null) {
            latest.removeIf(row -> row.refresh() == shown.refresh());
            latest.add(shown);
        }
        return latest;
    }

    private static void add(OAuth2Authorization.Builder grant, TokenRow row, String text) {
        OAuth2Token token = row.refresh()
                ? new OAuth2RefreshToken(text, row.issuedAt(), row.expiresAt())
                : new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, text, row.issuedAt(), row.expiresAt(), row.scopes());
        // What introspection tells beside the times and the client.
        Map<String, Object> claims = Map.of("sub", row.account(), "scope", List.copyOf(row.scopes()));
        grant.token(token, metadata -> {
            metadata.put(OAuth2Authorization.Token.INVALIDATED_METADATA_NAME, row.revoked());
            metadata.put(OAuth2Authorization.Token.CLAIMS_METADATA_NAME, claims);
        });
    }

    private static GrantRow grant(ResultSet row, @Nullable String code) throws SQLException {
        byte[] codeHash = row.getBytes("code_hash");
        String codeText = code != null || codeHash == null ? code : HASH + HexFormat.of().formatHex(codeHash);
        return new GrantRow(
                row.getString("id"),
                row.getString("client_id"),
                row.getString("account_id"),
                row.getString("grant_type"),
                set(row, "scopes"),
                request(row),
                codeText == null ? null : new OAuth2AuthorizationCode(codeText, time(row, "code_issued_at"), time(row, "code_expires_at")),
                row.getBoolean("code_used"),
                row.getInt("version"));
    }

    private static OAuth2AuthorizationRequest request(ResultSet row) throws SQLException {
        Map<String, Object> parameters = new HashMap<>();
        if (row.getString("code_challenge") != null) {
            parameters.put(PkceParameterNames.CODE_CHALLENGE, row.getString("code_challenge"));
            parameters.put(PkceParameterNames.CODE_CHALLENGE_METHOD, "S256");
        }
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri("/oauth2/authorize")
                .clientId(row.getString("client_id"))
                .redirectUri(row.getString("redirect_uri"))
                .state(row.getString("client_state"))
                .scopes(set(row, "requested_scopes"))
                .additionalParameters(parameters)
                .build();
    }

    private static TokenRow token(ResultSet row, int number) throws SQLException {
        return new TokenRow(
                row.getBytes("hash"),
                row.getString("grant_id"),
                row.getString("kind").equals("refresh"),
                row.getString("account_id"),
                set(row, "scopes"),
                time(row, "issued_at"),
                time(row, "expires_at"),
                row.getTimestamp("revoked_at") != null);
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }
}
