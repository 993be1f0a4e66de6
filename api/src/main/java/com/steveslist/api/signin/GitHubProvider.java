package com.steveslist.api.signin;

import static com.steveslist.api.signin.ProviderCalls.failed;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;

/** GitHub, which has no id tokens: with the access token the user and the primary address are asked for. */
final class GitHubProvider implements SignInProvider {

    private final String name;
    private final SignInProperties.Provider settings;
    private final ProviderCalls calls;
    private final ClientRegistration registration;

    GitHubProvider(String name, SignInProperties.Provider settings, ProviderCalls calls) {
        this.name = name;
        this.settings = settings;
        this.calls = calls;
        this.registration = ClientRegistration.withRegistrationId(name)
                .clientId(settings.clientId())
                .clientSecret(settings.clientSecret())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri("{baseUrl}")
                .authorizationUri(settings.server() + "/login/oauth/authorize")
                .tokenUri(settings.server() + "/login/oauth/access_token")
                .scope("read:user", "user:email")
                .build();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String label() {
        return settings.label() == null ? name : settings.label();
    }

    @Override
    public ClientRegistration registration() {
        return registration;
    }

    @Override
    public ProviderUser user(OAuth2AccessTokenResponse tokens, String nonce) {
        String token = tokens.getAccessToken().getTokenValue();
        Map<String, Object> user = calls.object(settings.api() + "/user", token);
        if (!(user.get("id") instanceof Number id)) {
            throw failed("The provider did not tell who it is, so nobody was signed in. Begin again.");
        }
        String email = calls.objects(settings.api() + "/user/emails", token).stream()
                .filter(address -> Boolean.TRUE.equals(address.get("primary")) && Boolean.TRUE.equals(address.get("verified")))
                .map(address -> String.valueOf(address.get("email")))
                .findFirst()
                .orElse(null);
        return new ProviderUser(String.valueOf(id.longValue()), email, nameOf(user));
    }

    private static @Nullable String nameOf(Map<String, Object> user) {
        Object name = user.get("name") instanceof String real && !real.isBlank() ? user.get("name") : user.get("login");
        return name == null ? null : name.toString();
    }
}
