package com.steveslist.api.oauth;

import com.steveslist.api.security.Credentials;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationEndpointConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2ClientAuthenticationConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2TokenEndpointConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationServerMetadata;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationConsentAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ClientCredentialsAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.HeaderWriterFilter;

/**
 * Spring's authorization server with our tables, our pages and our errors, in a filter chain of its own, of which a call of the API
 * meets one look-up of its path. Nothing is signed, so no keys are made. What is not offered is taken out: assertions, certificates,
 * token exchange.
 */
@Configuration(proxyBeanMethods = false)
class OAuthServerConfiguration {

    private static final Set<String> OFFERED = Set.of(
            "ClientSecretBasicAuthenticationConverter", "ClientSecretPostAuthenticationConverter", "PublicClientAuthenticationConverter",
            "ClientSecretAuthenticationProvider", "PublicClientAuthenticationProvider",
            "OAuth2AuthorizationCodeAuthenticationConverter", "OAuth2RefreshTokenAuthenticationConverter",
            "OAuth2ClientCredentialsAuthenticationConverter", "OAuth2AuthorizationCodeAuthenticationProvider",
            "OAuth2RefreshTokenAuthenticationProvider", "OAuth2ClientCredentialsAuthenticationProvider");

    @Bean
    @Order(1)
    SecurityFilterChain oauth(
            HttpSecurity http,
            OAuthClients rows,
            RegisteredClients clients,
            Grants grants,
            Authorizations authorizations,
            SignInPage signIn,
            Credentials credentials,
            @Value("${steveslist.oauth.issuer:}") String issuer) {
        http.securityMatcher(OAuthEntry::serves)
                .csrf(csrf -> csrf.ignoringRequestMatchers(OAuthEntry::serves))
                .cors(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(management -> management.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .addFilterAfter(new OAuthEntry(credentials), HeaderWriterFilter.class)
                .authorizeHttpRequests(requests -> requests
                        .requestMatchers(OAuthEntry.METADATA, OAuthEntry.SIGN_IN).permitAll()
                        .anyRequest().authenticated())
                .exceptionHandling(handling -> handling.authenticationEntryPoint((request, response, e) -> {
                    if (signIn.serves(request)) {
                        signIn.ask(request, response);
                    } else {
                        OAuthErrors.write(request, response, e);
                    }
                }))
                .oauth2AuthorizationServer(server -> server
                        .registeredClientRepository(clients)
                        .authorizationService(grants)
                        .authorizationConsentService(authorizations)
                        .authorizationServerSettings(settings(issuer))
                        .tokenGenerator(new OpaqueTokens())
                        .clientAuthentication(client -> authentication(client, clients))
                        .authorizationEndpoint(OAuthServerConfiguration::authorization)
                        .tokenEndpoint(OAuthServerConfiguration::tokens)
                        .tokenRevocationEndpoint(revocation -> revocation.errorResponseHandler(OAuthErrors::write))
                        .tokenIntrospectionEndpoint(introspection -> introspection
                                .authenticationProvider(new OwnTokens(grants))
                                .errorResponseHandler(OAuthErrors::write))
                        .authorizationServerMetadataEndpoint(
                                endpoint -> endpoint.authorizationServerMetadataCustomizer(OAuthServerConfiguration::metadata)));
        return http.build();
    }

    private static AuthorizationServerSettings settings(String issuer) {
        AuthorizationServerSettings.Builder settings = AuthorizationServerSettings.builder();
        return (issuer.isBlank() ? settings : settings.issuer(issuer)).build();
    }

    private static void authentication(OAuth2ClientAuthenticationConfigurer client, RegisteredClients clients) {
        client.authenticationConverters(all -> {
            all.removeIf(OAuthServerConfiguration::isNotOffered);
            all.addFirst(PublicClients::read);
        });
        client.authenticationProviders(all -> {
            all.removeIf(OAuthServerConfiguration::isNotOffered);
            all.addFirst(new PublicClients(clients));
            all.forEach(provider -> {
                if (provider instanceof ClientSecretAuthenticationProvider secret) {
                    secret.setPasswordEncoder(new RegisteredClients.Secrets());
                }
            });
        });
        client.errorResponseHandler(OAuthErrors::write);
    }

    private static void authorization(OAuth2AuthorizationEndpointConfigurer endpoint) {
        endpoint.consentPage(OAuthEntry.CONSENT).errorResponseHandler(AuthorizeErrors::write);
        endpoint.authenticationProviders(all -> all.forEach(provider -> {
            if (provider instanceof OAuth2AuthorizationCodeRequestAuthenticationProvider requests) {
                requests.setAuthenticationValidator(ConsentRules.VALID);
                requests.setAuthorizationConsentRequired(ConsentRules::isNeeded);
            } else if (provider instanceof OAuth2AuthorizationConsentAuthenticationProvider consents) {
                consents.setAuthorizationConsentCustomizer(ConsentRules::decide);
            }
        }));
    }

    private static void tokens(OAuth2TokenEndpointConfigurer endpoint) {
        endpoint.accessTokenRequestConverters(all -> {
            all.removeIf(OAuthServerConfiguration::isNotOffered);
            all.addFirst(OAuthServerConfiguration::clientCredentials);
        });
        endpoint.authenticationProviders(all -> all.removeIf(OAuthServerConfiguration::isNotOffered));
        endpoint.errorResponseHandler(OAuthErrors::write);
    }

    /** A client that names no scope gets all that it registered. */
    private static @Nullable Authentication clientCredentials(HttpServletRequest request) {
        Authentication asked = new OAuth2ClientCredentialsAuthenticationConverter().convert(request);
        if (asked instanceof OAuth2ClientCredentialsAuthenticationToken token
                && token.getScopes().isEmpty()
                && token.getPrincipal() instanceof OAuth2ClientAuthenticationToken principal) {
            RegisteredClient client = principal.getRegisteredClient();
            return client == null
                    ? asked
                    : new OAuth2ClientCredentialsAuthenticationToken(principal, client.getScopes(), token.getAdditionalParameters());
        }
        return asked;
    }

    private static boolean isNotOffered(Object part) {
        return !OFFERED.contains(part.getClass().getSimpleName());
    }

    private static void metadata(OAuth2AuthorizationServerMetadata.Builder metadata) {
        metadata.tokenEndpointAuthenticationMethods(OAuthServerConfiguration::methods)
                .tokenRevocationEndpointAuthenticationMethods(OAuthServerConfiguration::methods)
                .tokenIntrospectionEndpointAuthenticationMethods(
                        all -> all.removeIf(method -> !method.matches("client_secret_(basic|post)")))
                .grantTypes(all -> all.removeIf(type -> type.contains("token-exchange")))
                .scopes(all -> all.addAll(ProgramScopes.codes()))
                .claims(all -> Set.of("jwks_uri", "tls_client_certificate_bound_access_tokens", "dpop_signing_alg_values_supported")
                        .forEach(all::remove));
    }

    private static void methods(List<String> all) {
        all.removeIf(method -> !method.matches("client_secret_(basic|post)"));
        all.add("none");
    }
}
