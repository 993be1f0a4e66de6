package com.steveslist.api.signin;

import static java.util.Objects.requireNonNull;

import com.steveslist.api.http.Call;
import com.steveslist.api.security.Secret;
import com.steveslist.api.security.Signer;
import java.util.Base64;
import java.util.Map;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.stereotype.Component;

/** The way to a provider, with state, nonce and PKCE, and back with a code. */
@Component
final class SignInTrip {

    private final SignInProviders providers;
    private final Identities identities;
    private final Signer signer;
    private final SignInProperties properties;

    SignInTrip(SignInProviders providers, Identities identities, Signer signer, SignInProperties properties) {
        this.providers = providers;
        this.identities = identities;
        this.signer = signer;
        this.properties = properties;
    }

    String origin(Call call) {
        return properties.origin() == null ? call.origin() : properties.origin();
    }

    /** Where the person's browser is to go. */
    String address(Call call, SignInProvider provider, SignInState state) {
        return request(call, provider, state).getAuthorizationRequestUri();
    }

    /** False when it came back before, here or on another node. */
    boolean isFirstReturn(SignInState state) {
        return identities.cameBack(state.state());
    }

    ProviderUser user(Call call, SignInProvider provider, SignInState state, String code) {
        OAuth2AuthorizationRequest request = request(call, provider, state);
        OAuth2AuthorizationResponse response = OAuth2AuthorizationResponse.success(code)
                .redirectUri(String.valueOf(request.getRedirectUri()))
                .state(state.state())
                .build();
        OAuth2AccessTokenResponse tokens = providers.calls().exchange(new OAuth2AuthorizationCodeGrantRequest(
                provider.registration(), new OAuth2AuthorizationExchange(request, response)));
        return provider.user(tokens, state.nonce(signer));
    }

    private OAuth2AuthorizationRequest request(Call call, SignInProvider provider, SignInState state) {
        ClientRegistration registration = provider.registration();
        String verifier = state.verifier(signer);
        Map<String, Object> parameters = Map.of(
                OidcParameterNames.NONCE, state.nonce(signer),
                PkceParameterNames.CODE_CHALLENGE, Base64.getUrlEncoder().withoutPadding().encodeToString(Secret.hash(verifier)),
                PkceParameterNames.CODE_CHALLENGE_METHOD, "S256");
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(requireNonNull(registration.getProviderDetails().getAuthorizationUri()))
                .clientId(registration.getClientId())
                .redirectUri(origin(call) + "/v1/sign-in/" + provider.name() + "/callback")
                .scopes(registration.getScopes())
                .state(state.state())
                .additionalParameters(parameters)
                .attributes(all -> all.put(PkceParameterNames.CODE_VERIFIER, verifier))
                .build();
    }
}
