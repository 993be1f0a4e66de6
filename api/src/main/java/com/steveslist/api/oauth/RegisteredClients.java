package com.steveslist.api.oauth;

import com.steveslist.api.security.Secret;
import com.steveslist.api.security.Signer;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;

/** Our programs as the authorization server knows them, and the rules that hold for all of them. */
@Component
final class RegisteredClients implements RegisteredClientRepository {

    private static final ClientSettings CLIENT =
            ClientSettings.builder().requireProofKey(true).requireAuthorizationConsent(true).build();

    private static final TokenSettings TOKENS = TokenSettings.builder()
            .accessTokenFormat(OAuth2TokenFormat.REFERENCE)
            .authorizationCodeTimeToLive(Duration.ofMinutes(2))
            .accessTokenTimeToLive(Duration.ofMinutes(15))
            .refreshTokenTimeToLive(Duration.ofDays(7))
            .reuseRefreshTokens(false)
            .build();

    private final OAuthClients clients;

    RegisteredClients(OAuthClients clients) {
        this.clients = clients;
    }

    @Override
    public void save(RegisteredClient client) {
        throw new IllegalStateException("programs are registered through /v1/oauth-clients");
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return clients.find(id).map(RegisteredClients::of).orElse(null);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        return findById(clientId);
    }

    static boolean isPublic(RegisteredClient client) {
        return client.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE);
    }

    private static RegisteredClient of(OAuthClients.Row row) {
        Set<String> scopes = new HashSet<>(row.scopes());
        scopes.retainAll(ProgramScopes.codes());
        RegisteredClient.Builder client = RegisteredClient.withId(row.id())
                .clientId(row.id())
                .clientIdIssuedAt(row.createdAt())
                .redirectUris(uris -> uris.addAll(row.redirectUris()))
                .scopes(all -> all.addAll(scopes))
                .clientSettings(CLIENT)
                .tokenSettings(TOKENS);
        if (!row.redirectUris().isEmpty()) {
            client.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                    .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN);
        }
        byte[] secret = row.secretHash();
        if (secret == null) {
            return client.clientAuthenticationMethod(ClientAuthenticationMethod.NONE).build();
        }
        return client.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .clientSecret(HexFormat.of().formatHex(secret))
                .build();
    }

    /** Secrets are of 256 random bits, so a plain hash is enough and costs a request nothing. */
    static final class Secrets implements PasswordEncoder {

        @Override
        public @Nullable String encode(@Nullable CharSequence secret) {
            return HexFormat.of().formatHex(Secret.hash(String.valueOf(secret)));
        }

        @Override
        public boolean matches(@Nullable CharSequence secret, @Nullable String hash) {
            return hash != null && Signer.isSame(HexFormat.of().parseHex(hash), Secret.hash(String.valueOf(secret)));
        }
    }
}
