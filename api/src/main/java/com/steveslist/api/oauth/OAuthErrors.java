package com.steveslist.api.oauth;

import com.steveslist.api.http.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

/** Errors to programs, in the form of RFC 6749, 5.2, which is what their libraries read. */
final class OAuthErrors {

    private static final Map<String, String> DESCRIPTIONS = Map.of(
            OAuth2ErrorCodes.INVALID_CLIENT,
            "The client is unknown, its secret is wrong, or it may not authenticate in this way.",
            OAuth2ErrorCodes.INVALID_GRANT,
            "The code or refresh token is unknown, expired, revoked or used, belongs to another client, or its code_verifier or"
                    + " redirect_uri is wrong.",
            OAuth2ErrorCodes.INVALID_SCOPE,
            "A scope is not among those that the client registered, or that were allowed.",
            OAuth2ErrorCodes.UNAUTHORIZED_CLIENT,
            "This client may not use this grant_type.",
            OAuth2ErrorCodes.UNSUPPORTED_GRANT_TYPE,
            "grant_type must be authorization_code, refresh_token or client_credentials.");

    private OAuthErrors() {}

    /** {@code 401} for a client that nobody knows, {@code 400} for the others. */
    static void write(HttpServletRequest request, HttpServletResponse response, AuthenticationException e) throws IOException {
        if (e instanceof OAuth2AuthenticationException oauth) {
            String code = oauth.getError().getErrorCode();
            String known = DESCRIPTIONS.get(code);
            String described = oauth.getError().getDescription();
            write(response, code, known != null ? known : described != null ? described : "The request is not valid.");
        } else {
            write(response, OAuth2ErrorCodes.INVALID_CLIENT, DESCRIPTIONS.getOrDefault(OAuth2ErrorCodes.INVALID_CLIENT, ""));
        }
    }

    static void write(HttpServletResponse response, String code, String description) throws IOException {
        boolean unknown = code.equals(OAuth2ErrorCodes.INVALID_CLIENT);
        Map<String, String> error = new LinkedHashMap<>();
        error.put("error", code);
        error.put("error_description", description);
        byte[] body = Json.write(error, false);
        response.setStatus(unknown ? HttpServletResponse.SC_UNAUTHORIZED : HttpServletResponse.SC_BAD_REQUEST);
        if (unknown) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"steveslist\"");
        }
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
