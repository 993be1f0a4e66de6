package com.steveslist.api.signin;

import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;

/** Somebody with whom people can sign in. */
sealed interface SignInProvider permits OpenIdProvider, GitHubProvider {

    /** As it stands in paths and rows. */
    String name();

    /** For people. */
    String label();

    /** Where to send people and codes; asks the provider when it is not known yet. */
    ClientRegistration registration();

    /** Who it is. Throws {@code sign_in_failed} for what cannot be trusted. @param nonce that the sign-in began with */
    ProviderUser user(OAuth2AccessTokenResponse tokens, String nonce);
}
