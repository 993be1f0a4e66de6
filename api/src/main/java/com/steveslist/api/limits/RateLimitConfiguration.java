package com.steveslist.api.limits;

import com.steveslist.api.security.Signer;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** This node's part of the limits; counts are exchanged in the database of credentials. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RateLimitSettings.class)
class RateLimitConfiguration {

    @Bean
    RateLimits rateLimits(RateLimitSettings settings, Signer signer, @Qualifier("securityDataSource") DataSource dataSource) {
        return new RateLimits(settings, address -> signer.sign(Signer.Use.ADDRESS, address), dataSource);
    }
}
