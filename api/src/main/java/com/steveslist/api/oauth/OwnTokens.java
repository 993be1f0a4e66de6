package com.steveslist.api.oauth;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenIntrospectionAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/** A program learns of its own tokens only: another's is to it as if it did not exist. */
final class OwnTokens implements AuthenticationProvider {

    private final Grants grants;

    OwnTokens(Grants grants) {
        this.grants = grants;
    }

    /** Null leaves the answer to Spring's provider. */
    @Override
    public @Nullable Authentication authenticate(Authentication asked) {
        OAuth2TokenIntrospectionAuthenticationToken introspection = (OAuth2TokenIntrospectionAuthenticationToken) asked;
        RegisteredClient client = introspection.getPrincipal() instanceof OAuth2ClientAuthenticationToken authenticated
                ? authenticated.getRegisteredClient()
                : null;
        OAuth2Authorization grant = client == null ? null : grants.findByToken(introspection.getToken(), null);
        boolean foreign = client != null && grant != null && !grant.getRegisteredClientId().equals(client.getId());
        return foreign ? introspection : null;
    }

    @Override
    public boolean supports(Class<?> type) {
        return OAuth2TokenIntrospectionAuthenticationToken.class.isAssignableFrom(type);
    }
}
