package com.steveslist.twin.shared;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/** Who may call what. */
@Configuration(proxyBeanMethods = false)
class TwinSecurity {

    @Bean
    SecurityFilterChain filters(HttpSecurity http, ApiKeys keys) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .addFilterBefore(new ApiKeyFilter(keys), AuthorizationFilter.class)
                .authorizeHttpRequests(calls -> calls
                        .requestMatchers("/actuator/health").permitAll()
                        .requestMatchers(HttpMethod.POST, "/v1/listings").hasAuthority("listings:write")
                        .requestMatchers(HttpMethod.GET, "/v1/listings", "/v1/listings/*").permitAll()
                        .anyRequest().denyAll())
                .build();
    }

    /** The one account and its key. */
    @Bean
    ApplicationRunner firstKey(ApiKeys keys, @Value("${twin.api-key}") String secret) {
        return arguments -> {
            ApiKey key = new ApiKey();
            key.id = "key_1";
            key.accountId = "acct_1";
            key.secretHash = ApiKey.hash(secret);
            keys.save(key);
        };
    }
}
