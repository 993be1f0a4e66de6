package com.steveslist.infra.payment.stripe;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How Stripe is reached, bound to {@code steveslist.stripe.*}.
 *
 * @param apiKey a secret or restricted key; never logged
 * @param baseUrl another address than Stripe's own is for tests
 * @param timeout of one request; a call of ours may be two or three of them, so it is less than ours
 */
@ConfigurationProperties("steveslist.stripe")
public record StripeProperties(
        String apiKey, @DefaultValue("https://api.stripe.com") URI baseUrl, @DefaultValue("2500ms") Duration timeout) {

    public StripeProperties {
        if (apiKey == null || apiKey.isBlank()) {
            throw new IllegalArgumentException("steveslist.stripe.api-key is missing: give a secret key such as sk_live_…");
        }
    }

    @Override
    public String toString() {
        return "StripeProperties[" + baseUrl + ", timeout " + timeout + "]";
    }
}
