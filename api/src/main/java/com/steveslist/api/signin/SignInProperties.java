package com.steveslist.api.signin;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code steveslist.sign-in}.
 *
 * @param origin scheme, host and port under which browsers reach this API, as registered with the providers; null for what a request
 *     says
 * @param landingPage a path of this origin, to which a browser goes when it is signed in
 * @param providers by the name that stands in paths: lower-case letters, digits and hyphens
 */
@ConfigurationProperties("steveslist.sign-in")
record SignInProperties(
        @Nullable String origin, @DefaultValue("/") String landingPage, @DefaultValue Map<String, Provider> providers) {

    SignInProperties {
        if (!landingPage.startsWith("/") || landingPage.startsWith("//") || landingPage.contains("\\")) {
            throw new IllegalArgumentException(
                    "steveslist.sign-in.landing-page is '" + landingPage + "': it must be a path of this server such as /welcome");
        }
        providers.forEach(SignInProperties::check);
        providers = Map.copyOf(providers);
    }

    private static void check(String name, Provider provider) {
        String prefix = "steveslist.sign-in.providers." + name;
        if (!name.matches("[a-z0-9-]{1,30}")) {
            throw new IllegalArgumentException(prefix + ": a name has lower-case letters, digits and hyphens, at most 30");
        }
        if (provider.clientId().isBlank() || provider.clientSecret().isBlank()) {
            throw new IllegalArgumentException(prefix + " needs client-id and client-secret, as the provider gave them");
        }
        if (provider.kind() == Kind.OIDC && provider.issuer() == null) {
            throw new IllegalArgumentException(prefix + " needs issuer, such as https://accounts.google.com");
        }
    }

    /** How a provider tells who somebody is. */
    enum Kind {
        /** OpenID Connect: an id token that is signed. */
        OIDC,
        /** GitHub, or a server of its kind: OAuth 2.0 and calls for the user and the e-mail addresses. */
        GITHUB
    }

    /**
     * One provider.
     *
     * @param label for people, such as {@code Google}; the name when it is not set
     * @param issuer of {@code oidc}: where {@code /.well-known/openid-configuration} is
     * @param server of {@code github}: where people sign in
     * @param api of {@code github}: where its API is
     */
    record Provider(
            @DefaultValue("oidc") Kind kind,
            @Nullable String label,
            @Nullable String issuer,
            @DefaultValue("") String clientId,
            @DefaultValue("") String clientSecret,
            @DefaultValue("https://github.com") URI server,
            @DefaultValue("https://api.github.com") URI api) {

        @Override
        public String toString() {
            return "Provider[" + kind + " " + (issuer == null ? server : issuer) + "]";
        }
    }
}
