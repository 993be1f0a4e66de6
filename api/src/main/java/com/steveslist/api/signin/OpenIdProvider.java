package com.steveslist.api.signin;

import static com.steveslist.api.signin.ProviderCalls.failed;
import static java.util.Objects.requireNonNull;

import com.steveslist.api.security.Signer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * A provider of OpenID Connect. Its addresses are asked for when somebody first signs in and again every hour; its keys are kept and
 * asked for again when a token is signed with another one.
 */
final class OpenIdProvider implements SignInProvider {

    private static final long KEPT_NANOS = Duration.ofHours(1).toNanos();
    private static final List<SignatureAlgorithm> ALGORITHMS =
            List.of(SignatureAlgorithm.RS256, SignatureAlgorithm.PS256, SignatureAlgorithm.ES256);

    private final String name;
    private final SignInProperties.Provider settings;
    private final ProviderCalls calls;
    private volatile @Nullable Known known;

    /** What the provider says of itself. */
    private record Known(ClientRegistration registration, NimbusJwtDecoder decoder, long since) {}

    OpenIdProvider(String name, SignInProperties.Provider settings, ProviderCalls calls) {
        this.name = name;
        this.settings = settings;
        this.calls = calls;
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
        return known().registration();
    }

    private Known known() {
        Known current = known;
        if (current == null || System.nanoTime() - current.since() > KEPT_NANOS) {
            current = discover();
            known = current;
        }
        return current;
    }

    private Known discover() {
        String issuer = String.valueOf(settings.issuer());
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        Map<String, Object> document = calls.object(base + "/.well-known/openid-configuration");
        return calls.guarded("document", () -> {
            ClientRegistration registration = ClientRegistrations.fromOidcConfiguration(document)
                    .registrationId(name)
                    .clientId(settings.clientId())
                    .clientSecret(settings.clientSecret())
                    .scope("openid", "email", "profile")
                    .build();
            if (!issuer.equals(registration.getProviderDetails().getIssuerUri())) {
                throw new IllegalStateException("it says that it is somebody else");
            }
            return new Known(registration, decoder(registration), System.nanoTime());
        });
    }

    private NimbusJwtDecoder decoder(ClientRegistration registration) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(requireNonNull(registration.getProviderDetails().getJwkSetUri()))
                .jwsAlgorithms(all -> all.addAll(ALGORITHMS))
                .restOperations(calls.keys())
                .build();
        decoder.setJwtValidator(JwtValidators.createDefaultWithValidators(new OidcIdTokenValidator(registration)));
        decoder.setClaimSetConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverter());
        return decoder;
    }

    @Override
    public ProviderUser user(OAuth2AccessTokenResponse tokens, String nonce) {
        if (!(tokens.getAdditionalParameters().get(OidcParameterNames.ID_TOKEN) instanceof String text)) {
            throw failed("The provider sent no id token, so nobody was signed in. Begin again.");
        }
        Jwt token = calls.guarded("id token", () -> known().decoder().decode(text));
        String sent = token.getClaimAsString("nonce");
        if (sent == null || !Signer.isSame(bytes(sent), bytes(nonce))) {
            throw failed("The provider's answer belongs to another sign-in, so nobody was signed in. Begin again.");
        }
        boolean verified = Boolean.TRUE.equals(token.getClaimAsBoolean("email_verified"));
        return new ProviderUser(
                String.valueOf(token.getSubject()),
                verified ? token.getClaimAsString("email") : null,
                token.getClaimAsString("name"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
