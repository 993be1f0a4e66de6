package com.steveslist.api.oauth;

import java.util.Set;
import java.util.function.Consumer;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationValidator;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationConsentAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationConsentAuthenticationToken;

/** When people are asked, and what their answer means. */
final class ConsentRules {

    /** The form's field that says which button was pressed. */
    static final String DECISION = "decision";

    static final String ALLOW = "allow";

    /** Redirect URI and scopes as the client registered them, and at least one scope. */
    static final Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> VALID =
            new OAuth2AuthorizationCodeRequestAuthenticationValidator().andThen(ConsentRules::requireScope);

    private ConsentRules() {}

    private static void requireScope(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationCodeRequestAuthenticationToken asked = context.getAuthentication();
        if (asked.getScopes().isEmpty()) {
            String redirectUri = asked.getRedirectUri() != null && !asked.getRedirectUri().isEmpty()
                    ? asked.getRedirectUri()
                    : context.getRegisteredClient().getRedirectUris().iterator().next();
            throw new OAuth2AuthorizationCodeRequestAuthenticationException(
                    new OAuth2Error(OAuth2ErrorCodes.INVALID_SCOPE, "scope must name at least one scope", null),
                    new OAuth2AuthorizationCodeRequestAuthenticationToken(
                            asked.getAuthorizationUri(),
                            asked.getClientId(),
                            (Authentication) asked.getPrincipal(),
                            redirectUri,
                            asked.getState(),
                            asked.getScopes(),
                            asked.getAdditionalParameters()));
        }
    }

    /** What was allowed before needs no second page, but a public client could be anybody's: it is asked about each time (RFC 8252, 8.6). */
    static boolean isNeeded(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationConsent known = context.getAuthorizationConsent();
        OAuth2AuthorizationRequest asked = context.getAuthorizationRequest();
        Set<String> scopes = asked == null ? Set.of() : asked.getScopes();
        return known == null || RegisteredClients.isPublic(context.getRegisteredClient()) || !known.getScopes().containsAll(scopes);
    }

    /** Any other answer than yes is no; without authorities Spring's server tells the program {@code access_denied}. */
    static void decide(OAuth2AuthorizationConsentAuthenticationContext context) {
        OAuth2AuthorizationConsentAuthenticationToken answer = context.getAuthentication();
        if (!ALLOW.equals(answer.getAdditionalParameters().get(DECISION))) {
            context.getAuthorizationConsent().authorities(Set::clear);
        }
    }
}
