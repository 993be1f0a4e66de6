package com.steveslist.api.signin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** The providers that are configured, by name. They are made when they are first asked for: most servers have none, and start without. */
@Component
final class SignInProviders {

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(SignInProperties.class)
    static class Settings {}

    private final SignInProperties properties;
    private @Nullable ProviderCalls calls;
    private @Nullable Map<String, SignInProvider> providers;

    SignInProviders(SignInProperties properties) {
        this.properties = properties;
    }

    List<SignInProvider> all() {
        return List.copyOf(made().values());
    }

    /** Throws {@link IllegalArgumentException} when there is none of this name. */
    SignInProvider named(String name) {
        SignInProvider provider = made().get(name);
        if (provider == null) {
            throw new IllegalArgumentException("no provider " + name);
        }
        return provider;
    }

    synchronized ProviderCalls calls() {
        ProviderCalls known = calls;
        if (known == null) {
            known = new ProviderCalls();
            calls = known;
        }
        return known;
    }

    private synchronized Map<String, SignInProvider> made() {
        Map<String, SignInProvider> known = providers;
        if (known == null) {
            Map<String, SignInProvider> making = new LinkedHashMap<>();
            new TreeMap<>(properties.providers()).forEach((name, settings) -> making.put(name, make(name, settings)));
            known = making;
            providers = known;
        }
        return known;
    }

    private SignInProvider make(String name, SignInProperties.Provider settings) {
        return switch (settings.kind()) {
            case OIDC -> new OpenIdProvider(name, settings, calls());
            case GITHUB -> new GitHubProvider(name, settings, calls());
        };
    }
}
