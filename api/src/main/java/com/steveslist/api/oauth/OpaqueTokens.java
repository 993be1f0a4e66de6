package com.steveslist.api.oauth;

import com.steveslist.api.security.Secret;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/** Tokens that say nothing but what they are: whatever they open stands in our tables and can be taken back. Public programs get both. */
final class OpaqueTokens implements OAuth2TokenGenerator<OAuth2Token> {

    static final String REFRESH_PREFIX = "sl_ort_";

    @Override
    public @Nullable OAuth2Token generate(OAuth2TokenContext context) {
        TokenSettings settings = context.getRegisteredClient().getTokenSettings();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
            return new OAuth2AccessToken(
                    OAuth2AccessToken.TokenType.BEARER,
                    Secret.next(Secret.ACCESS_PREFIX),
                    now,
                    now.plus(settings.getAccessTokenTimeToLive()),
                    context.getAuthorizedScopes());
        }
        if (OAuth2TokenType.REFRESH_TOKEN.equals(context.getTokenType())) {
            return new OAuth2RefreshToken(Secret.next(REFRESH_PREFIX), now, now.plus(settings.getRefreshTokenTimeToLive()));
        }
        return null;
    }
}
