package com.steveslist.api.oauth;

import static com.steveslist.api.oauth.OAuthClients.array;
import static com.steveslist.api.oauth.OAuthClients.at;
import static java.util.Objects.requireNonNull;

import com.steveslist.api.security.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization.Token;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.stereotype.Component;

/** Writes what a program was given, within the transaction of the caller. */
@Component
final class GrantWriter {

    private static final Duration CONSENT_WITHIN = Duration.ofMinutes(10);

    private final JdbcClient jdbc;

    GrantWriter(@Qualifier("securityJdbc") JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False when somebody else was faster, or when what it rests on was taken back. */
    boolean write(OAuth2Authorization grant) {
        Integer version = grant.getAttribute(GrantReader.VERSION);
        boolean written = version == null ? insert(grant) : update(grant, version);
        return written && tokens(grant).stream().allMatch(token -> add(grant, token));
    }

    /** The client's row is held, so that it cannot be deleted or made to be worth less in between and leave something behind. */
    private boolean insert(OAuth2Authorization grant) {
        OAuth2AuthorizationRequest request = grant.getAttribute(OAuth2AuthorizationRequest.class.getName());
        Set<String> requested = request == null ? grant.getAuthorizedScopes() : request.getScopes();
        jdbc.sql("""
                        delete from oauth_grants where id in (
                          select id from oauth_grants where expires_at < clock_timestamp() - interval '1 day'
                          limit 100 for update skip locked)""").update();
        Object account = request == null ? null : grant.getPrincipalName();
        return jdbc.sql("""
                        insert into oauth_grants (id, client_id, account_id, grant_type, scopes, requested_scopes, redirect_uri,
                          client_state, code_challenge, consent_hash, code_hash, code_issued_at, code_expires_at, expires_at)
                        select ?, id, coalesce(?::text, account_id), ?, ?, ?, ?, ?, ?,
                          ?::bytea, ?::bytea, ?::timestamptz, ?::timestamptz, ?
                        from oauth_clients where id = ? and deleted_at is null and ?::text[] <@ scopes for share""")
                .params(Arrays.asList(
                        grant.getId(),
                        account,
                        grant.getAuthorizationGrantType().getValue(),
                        array(grant.getAuthorizedScopes()),
                        array(requested),
                        request == null ? null : request.getRedirectUri(),
                        request == null ? null : request.getState(),
                        request == null ? null : request.getAdditionalParameters().get(PkceParameterNames.CODE_CHALLENGE)))
                .params(code(grant))
                .params(List.of(at(lastEnd(grant)), grant.getRegisteredClientId(), array(requested)))
                .update() == 1;
    }

    private boolean update(OAuth2Authorization grant, int version) {
        Token<OAuth2AuthorizationCode> code = grant.getToken(OAuth2AuthorizationCode.class);
        boolean first = jdbc.sql("""
                        update oauth_grants set version = version + 1, scopes = ?, consent_hash = ?, code_hash = ?,
                          code_issued_at = ?, code_expires_at = ?, code_used = ?, expires_at = greatest(expires_at, ?)
                        where id = ? and version = ? and revoked_at is null""")
                .param(array(grant.getAuthorizedScopes()))
                .params(code(grant))
                .params(code != null && code.isInvalidated(), at(lastEnd(grant)), grant.getId(), version)
                .update() == 1;
        if (first) {
            jdbc.sql("delete from oauth_tokens where grant_id = ? and expires_at < clock_timestamp() - interval '1 day'")
                    .param(grant.getId())
                    .update();
        }
        return first;
    }

    /** The consent that is waited for, and the code: hash, from when, until when. */
    private static List<@Nullable Object> code(OAuth2Authorization grant) {
        String state = grant.getAttribute(OAuth2ParameterNames.STATE);
        Token<OAuth2AuthorizationCode> code = grant.getToken(OAuth2AuthorizationCode.class);
        List<@Nullable Object> values = new ArrayList<>();
        values.add(state == null ? null : Secret.hash(state));
        values.add(code == null ? null : GrantReader.hash(code.getToken()));
        values.add(code == null ? null : at(requireNonNull(code.getToken().getIssuedAt())));
        values.add(code == null ? null : at(requireNonNull(code.getToken().getExpiresAt())));
        return values;
    }

    /** Access and refresh tokens that were just made: those that were read before have no text. */
    private static List<OAuth2Token> tokens(OAuth2Authorization grant) {
        List<OAuth2Token> made = new ArrayList<>();
        for (Token<?> token : new Token<?>[] {grant.getAccessToken(), grant.getRefreshToken()}) {
            if (token != null && !GrantReader.isHash(token.getToken())) {
                made.add(token.getToken());
            }
        }
        return made;
    }

    private boolean add(OAuth2Authorization grant, OAuth2Token token) {
        boolean refresh = token instanceof OAuth2RefreshToken;
        Set<String> scopes = token instanceof OAuth2AccessToken access
                ? access.getScopes()
                : grant.getAuthorizedScopes();
        if (refresh) {
            jdbc.sql("""
                            update oauth_tokens set replaced_at = clock_timestamp()
                            where grant_id = ? and kind = 'refresh' and replaced_at is null""").param(grant.getId()).update();
        }
        boolean own = grant.getAuthorizationGrantType().equals(AuthorizationGrantType.CLIENT_CREDENTIALS);
        return jdbc.sql("""
                        insert into oauth_tokens (hash, grant_id, kind, account_id, credential_id, scopes, issued_at, expires_at)
                        select ?, g.id, ?, g.account_id, coalesce(a.id, g.client_id), ?, ?, ? from oauth_grants g
                        left join oauth_authorizations a
                          on a.client_id = g.client_id and a.account_id = g.account_id and a.revoked_at is null and not ?
                        where g.id = ? and (? or a.id is not null)""")
                .params(
                        Secret.hash(token.getTokenValue()),
                        refresh ? "refresh" : "access",
                        array(scopes),
                        at(requireNonNull(token.getIssuedAt())),
                        at(requireNonNull(token.getExpiresAt())),
                        own,
                        grant.getId(),
                        own)
                .update() == 1;
    }

    private static Instant lastEnd(OAuth2Authorization grant) {
        Instant latest = Instant.now().plus(CONSENT_WITHIN);
        for (Token<?> token : new Token<?>[] {grant.getAccessToken(), grant.getRefreshToken()}) {
            Instant expires = token == null ? null : token.getToken().getExpiresAt();
            latest = expires != null && expires.isAfter(latest) ? expires : latest;
        }
        return latest;
    }
}
