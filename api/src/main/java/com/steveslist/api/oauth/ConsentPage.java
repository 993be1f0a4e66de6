package com.steveslist.api.oauth;

import com.steveslist.api.page.Page;
import com.steveslist.api.security.Credentials;
import com.steveslist.command.privacy.PersonalData;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Asks somebody who is signed in what a program may do for them. What it shows is read from the grant, never from the address. */
@Controller
final class ConsentPage {

    private static final OAuth2TokenType STATE = new OAuth2TokenType(OAuth2ParameterNames.STATE);

    private final Grants grants;
    private final OAuthClients clients;
    private final Credentials credentials;
    private final PersonalData personal;

    ConsentPage(Grants grants, OAuthClients clients, Credentials credentials, PersonalData personal) {
        this.grants = grants;
        this.clients = clients;
        this.credentials = credentials;
        this.personal = personal;
    }

    @GetMapping(OAuthEntry.CONSENT)
    void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String state = request.getParameter(OAuth2ParameterNames.STATE);
        OAuth2Authorization grant = state == null ? null : grants.findByToken(state, STATE);
        OAuth2AuthorizationRequest asked = grant == null ? null : grant.getAttribute(OAuth2AuthorizationRequest.class.getName());
        Optional<OAuthClients.Row> client = grant == null ? Optional.empty() : clients.find(grant.getRegisteredClientId());
        if (state == null || asked == null || client.isEmpty() || !isOfCaller(grant)) {
            Page.tell(response, 404, "There is nothing to decide here", "It was decided, or took too long. Begin again at the program.");
            return;
        }
        String redirectUri =
                asked.getRedirectUri() == null ? client.get().redirectUris().iterator().next() : asked.getRedirectUri();
        Map<String, Object> values = Map.of(
                "name", personal.read(client.get().name()),
                "scopes", ProgramScopes.sentences(asked.getScopes()),
                "codes", new Page.Hidden(OAuth2ParameterNames.SCOPE, asked.getScopes()),
                "place", RedirectUris.origin(redirectUri),
                "client_id", client.get().id(),
                "state", state,
                FormTokens.FIELD, credentials.csrfToken(request));
        Page.CONSENT.send(response, 200, values, RedirectUris.origin(redirectUri));
    }

    private static boolean isOfCaller(@Nullable OAuth2Authorization grant) {
        var caller = SecurityContextHolder.getContext().getAuthentication();
        return grant != null && caller != null && grant.getPrincipalName().equals(caller.getName());
    }
}
