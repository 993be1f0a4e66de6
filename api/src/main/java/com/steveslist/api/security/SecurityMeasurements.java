package com.steveslist.api.security;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.observation.SecurityObservationSettings;

/** Spring Security wraps each of its filters to time it, in every request, also when nobody listens; here nobody does. */
@Configuration(proxyBeanMethods = false)
class SecurityMeasurements {

    @Bean
    SecurityObservationSettings filtersAreNotTimed() {
        return SecurityObservationSettings.noObservations();
    }
}
