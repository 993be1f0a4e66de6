package com.steveslist.api.signin;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.InterceptingClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestTemplate;

/**
 * Everything that is asked of providers: 3 s to connect, 5 s for an answer, at most 1 MB, no redirects, no more than 64 calls at once.
 * A provider that does not answer is said to be away; one that answers wrongly is not believed.
 */
final class ProviderCalls {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderCalls.class);

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 1_000_000;
    private static final int AT_ONCE = 64;

    private static final ParameterizedTypeReference<Map<String, Object>> OBJECT = new ParameterizedTypeReference<>() {};
    private static final ParameterizedTypeReference<List<Map<String, Object>>> OBJECTS = new ParameterizedTypeReference<>() {};

    private final Semaphore running = new Semaphore(AT_ONCE);
    private final RestClient json;
    private final RestTemplate keys;
    private final RestClientAuthorizationCodeTokenResponseClient tokens = new RestClientAuthorizationCodeTokenResponseClient();

    ProviderCalls() {
        JdkClientHttpRequestFactory http = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(CONNECT).followRedirects(HttpClient.Redirect.NEVER).build());
        http.setReadTimeout(ANSWER);
        this.json = RestClient.builder().requestFactory(bounded(http)).build();
        this.keys = new RestTemplate(bounded(http));
        tokens.setRestClient(RestClient.builder()
                .requestFactory(bounded(http))
                .configureMessageConverters(converters -> converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
    }

    private static ClientHttpRequestFactory bounded(ClientHttpRequestFactory http) {
        return new InterceptingClientHttpRequestFactory(
                http, List.of((request, body, execution) -> new Bounded(execution.execute(request, body))));
    }

    /** For the keys with which a provider signs. */
    RestTemplate keys() {
        return keys;
    }

    OAuth2AccessTokenResponse exchange(OAuth2AuthorizationCodeGrantRequest code) {
        return guarded("code", () -> tokens.getTokenResponse(code));
    }

    Map<String, Object> object(String address) {
        return guarded("document", () -> orEmpty(json.get().uri(address).retrieve().body(OBJECT), Map.of()));
    }

    Map<String, Object> object(String address, String accessToken) {
        return guarded("user", () -> orEmpty(get(address, accessToken).body(OBJECT), Map.of()));
    }

    List<Map<String, Object>> objects(String address, String accessToken) {
        return guarded("user", () -> orEmpty(get(address, accessToken).body(OBJECTS), List.of()));
    }

    private RestClient.ResponseSpec get(String address, String accessToken) {
        return json.get().uri(address).header(HttpHeaders.AUTHORIZATION, "Bearer " + accessToken).retrieve();
    }

    private static <T> T orEmpty(@Nullable T value, T empty) {
        return value == null ? empty : value;
    }

    /** Runs something that asks a provider, and turns what goes wrong into an answer of ours, without a word of the provider's. */
    <T> T guarded(String what, Supplier<T> call) {
        if (!running.tryAcquire()) {
            throw ApiException.of(ErrorCode.OVERLOADED, "Too many sign in with providers at once. Try again in a moment.");
        }
        try {
            return call.get();
        } catch (OAuth2AuthorizationException | RestClientException | JwtException | IllegalArgumentException | IllegalStateException e) {
            boolean away = isAway(e);
            LOG.warn("provider's {}: {} ({})", what, away ? "no answer" : "not valid", e.getClass().getSimpleName());
            throw away
                    ? ApiException.of(ErrorCode.UNAVAILABLE, "The provider does not answer at the moment. Try again soon.")
                    : failed("The provider's answer is not valid, so nobody was signed in. Begin again.");
        } finally {
            running.release();
        }
    }

    static ApiException failed(String detail) {
        return ApiException.of(ErrorCode.SIGN_IN_FAILED, detail);
    }

    private static boolean isAway(RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ResourceAccessException || cause instanceof HttpServerErrorException) {
                return true;
            }
        }
        return e instanceof JwtException && !(e instanceof BadJwtException);
    }

    /** Ends an answer that is larger than any that makes sense. Its body can be read more than once. */
    private static final class Bounded implements ClientHttpResponse {

        private final ClientHttpResponse response;
        private byte @Nullable [] body;

        Bounded(ClientHttpResponse response) {
            this.response = response;
        }

        @Override
        public HttpStatusCode getStatusCode() throws IOException {
            return response.getStatusCode();
        }

        @Override
        public String getStatusText() throws IOException {
            return response.getStatusText();
        }

        @Override
        public HttpHeaders getHeaders() {
            return response.getHeaders();
        }

        @Override
        public InputStream getBody() throws IOException {
            byte[] read = body;
            if (read == null) {
                read = response.getBody().readNBytes(MOST_BYTES + 1);
                if (read.length > MOST_BYTES) {
                    throw new IOException("the answer is larger than 1 MB");
                }
                body = read;
            }
            return new ByteArrayInputStream(read);
        }

        @Override
        public void close() {
            response.close();
        }
    }
}
