package com.steveslist.api.oauth;

import com.steveslist.api.page.Page;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * What went wrong at {@code /oauth2/authorize}: told to the program through its redirect URI when that is known to be its own, else to
 * the person, so that nobody is ever sent to a place that a stranger wrote into a link.
 */
final class AuthorizeErrors {

    private AuthorizeErrors() {}

    static void write(HttpServletRequest request, HttpServletResponse response, AuthenticationException e) throws IOException {
        OAuth2Error error = ((OAuth2AuthenticationException) e).getError();
        OAuth2AuthorizationCodeRequestAuthenticationToken asked =
                e instanceof OAuth2AuthorizationCodeRequestAuthenticationException wrong
                        ? wrong.getAuthorizationCodeRequestAuthentication()
                        : null;
        String redirectUri = asked == null ? null : asked.getRedirectUri();
        if (asked == null || redirectUri == null || redirectUri.isEmpty()) {
            Page.tell(
                    response,
                    400,
                    "The program asked for something wrong",
                    "Nothing was given to it. It should mend its request: " + error.getErrorCode() + ", " + error.getDescription() + ".");
            return;
        }
        UriComponentsBuilder address = UriComponentsBuilder.fromUriString(redirectUri)
                .queryParam(OAuth2ParameterNames.ERROR, error.getErrorCode());
        if (error.getDescription() != null) {
            address.queryParam(OAuth2ParameterNames.ERROR_DESCRIPTION, encoded(error.getDescription()));
        }
        if (asked.getState() != null && !asked.getState().isEmpty()) {
            address.queryParam(OAuth2ParameterNames.STATE, encoded(asked.getState()));
        }
        response.setStatus(HttpServletResponse.SC_FOUND);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Location", address.build(true).toUriString());
    }

    private static String encoded(String text) {
        return UriUtils.encode(text, StandardCharsets.UTF_8);
    }
}
