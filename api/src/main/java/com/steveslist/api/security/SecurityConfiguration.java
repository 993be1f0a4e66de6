package com.steveslist.api.security;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.error.ProblemWriter;
import com.steveslist.api.limits.RateLimits;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** Spring Security with our way to find out who asks, no state of its own, and our form of saying no. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    @Bean
    SecurityFilterChain api(HttpSecurity http, CredentialCache credentials, Sessions sessions, RateLimits limits) {
        http.csrf(AbstractHttpConfigurer::disable)
                .cors(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                // Without state there is no session to manage; nobody asks a request who its principal is, so none is wrapped to tell.
                .sessionManagement(AbstractHttpConfigurer::disable)
                .securityContext(context -> context.securityContextRepository(new RequestAttributeSecurityContextRepository()))
                .servletApi(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.cacheControl(cache -> cache.disable()))
                .addFilterBefore(new AuthenticationFilter(credentials, sessions, limits), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.requestMatchers(Access::isOpen).permitAll().anyRequest().authenticated())
                .exceptionHandling(handling -> handling
                        .authenticationEntryPoint((request, response, e) -> ProblemWriter.write(request, response, unauthenticated()))
                        .accessDeniedHandler((request, response, e) -> ProblemWriter.write(request, response, unauthenticated())));
        return http.build();
    }

    private static ApiException unauthenticated() {
        return ApiException.of(
                ErrorCode.UNAUTHENTICATED,
                "Send an API key in " + Identity.KEY_HEADER + ", or Authorization: Bearer with a key or a session token.");
    }

    /** Methods are told apart by routing, which can say which ones there are; everything else stays as strict as it comes. */
    @Bean
    HttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setUnsafeAllowAnyHttpMethod(true);
        firewall.setAllowedHeaderNames(plainOr("[\\p{IsAssigned}&&[^\\p{IsControl}]]*"));
        firewall.setAllowedHeaderValues(plainOr("[\\p{IsAssigned}&&[[^\\p{IsControl}]||\\t]]*"));
        return firewall;
    }

    /** What the firewall allows by itself. It looks whenever a header is read, dozens of times a request, and nearly all are plain. */
    private static Predicate<String> plainOr(String pattern) {
        Predicate<String> allowed = Pattern.compile(pattern).asMatchPredicate();
        return text -> isPlain(text) || allowed.test(text);
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    @Bean
    RequestRejectedHandler rejected(RateLimits limits) {
        return (request, response, e) -> {
            limits.show(request, response);
            ProblemWriter.write(
                    request,
                    response,
                    ApiException.of(ErrorCode.MALFORMED_REQUEST, "The address holds something that no address of this API has."));
        };
    }
}
