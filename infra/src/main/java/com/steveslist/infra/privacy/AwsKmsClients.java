package com.steveslist.infra.privacy;

import com.steveslist.infra.privacy.KeysProperties.AwsKms;
import java.time.Duration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.KmsClientBuilder;

/** Makes clients of AWS KMS whose calls end in time. */
final class AwsKmsClients {

    private static final int TRIES = 3;

    private AwsKmsClients() {}

    static KmsClient of(AwsKms settings) {
        Duration timeout = settings.timeout();
        KmsClientBuilder builder = KmsClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder().connectionTimeout(timeout).socketTimeout(timeout))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .apiCallAttemptTimeout(timeout)
                        .apiCallTimeout(timeout.multipliedBy(TRIES + 1))
                        .retryStrategy(StandardRetryStrategy.builder().maxAttempts(TRIES).build())
                        .build());
        if (settings.region() != null) {
            builder.region(Region.of(settings.region()));
        }
        if (settings.endpoint() != null) {
            builder.endpointOverride(settings.endpoint());
        }
        return builder.build();
    }
}
