package com.steveslist.api.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.steveslist.api.testing.Browser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/**
 * A small OpenID provider, and a GitHub, with real signatures. It lets everybody in at once: who comes, and how it misbehaves, are
 * parameters that a test adds to the address at which it sends the browser here.
 */
public final class LocalProvider {
    static final String CLIENT = "steveslist-tests";
    static final String SECRET = "a secret of the tests";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final LocalProvider ONE = new LocalProvider();

    private final HttpServer server;
    private final RSAKey key;
    private final RSAKey strangersKey;
    private final Map<String, Visit> visits = new ConcurrentHashMap<>();
    private final CountDownLatch never = new CountDownLatch(1);

    /** What can be wrong with it. */
    enum Mood {
        HONEST, WRONG_NONCE, NO_NONCE, WRONG_AUDIENCE, WRONG_ISSUER, EXPIRED, UNVERIFIED, BAD_SIGNATURE, UNSIGNED, NO_ID_TOKEN,
        REFUSES_CODE, BREAKS, HANGS, HUGE
    }

    private record Visit(Map<String, String> asked) {
        Mood mood() {
            return Mood.valueOf(asked.getOrDefault("mood", "HONEST"));
        }
    }

    private LocalProvider() {
        try {
            key = new RSAKeyGenerator(2048).keyID("one").generate();
            strangersKey = new RSAKeyGenerator(2048).keyID("one").generate();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/.well-known/openid-configuration", exchange -> json(exchange, 200, discovery()));
        server.createContext("/jwks", exchange -> json(exchange, 200, new JWKSet(key.toPublicJWK()).toJSONObject()));
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::token);
        server.createContext("/login/oauth/authorize", this::authorize);
        server.createContext("/login/oauth/access_token", this::token);
        server.createContext("/user", this::user);
        server.start();
    }

    static String address() {
        return "http://127.0.0.1:" + ONE.server.getAddress().getPort();
    }

    /** What an application needs to know of it. */
    public static Map<String, Object> properties() {
        String prefix = "steveslist.sign-in.providers.";
        Map<String, Object> properties = new TreeMap<>();
        properties.put(prefix + "local.label", "The local provider");
        properties.put(prefix + "local.issuer", address());
        properties.put(prefix + "hub.kind", "github");
        properties.put(prefix + "hub.server", address());
        properties.put(prefix + "hub.api", address());
        for (String name : List.of("local", "hub")) {
            properties.put(prefix + name + ".client-id", CLIENT);
            properties.put(prefix + name + ".client-secret", SECRET);
        }
        properties.put(prefix + "away.issuer", "http://127.0.0.1:1");
        properties.put(prefix + "away.client-id", CLIENT);
        properties.put(prefix + "away.client-secret", SECRET);
        properties.put("steveslist.sign-in.landing-page", "/welcome");
        return properties;
    }

    private static Map<String, Object> discovery() {
        return Map.of(
                "issuer", address(),
                "authorization_endpoint", address() + "/authorize",
                "token_endpoint", address() + "/token",
                "jwks_uri", address() + "/jwks",
                "response_types_supported", List.of("code"),
                "subject_types_supported", List.of("public"),
                "id_token_signing_alg_values_supported", List.of("RS256"));
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> asked = parameters(exchange.getRequestURI().getRawQuery());
        String code = UUID.randomUUID().toString();
        visits.put(code, new Visit(asked));
        Map<String, String> back = asked.containsKey("denied")
                ? Map.of("error", "access_denied", "state", asked.get("state"))
                : Map.of("code", code, "state", asked.get("state"), "iss", address());
        exchange.getResponseHeaders().add("Location", asked.get("redirect_uri") + "?" + Browser.form(back));
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> sent = parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Visit visit = visits.remove(sent.getOrDefault("code", ""));
        if (visit == null || !isRightful(exchange, visit.asked(), sent) || visit.mood() == Mood.REFUSES_CODE) {
            json(exchange, 400, Map.of("error", "invalid_grant"));
            return;
        }
        switch (visit.mood()) {
            case BREAKS -> json(exchange, 500, Map.of("error", "server_error"));
            case HUGE -> json(exchange, 200, Map.of("access_token", "x".repeat(3_000_000), "token_type", "Bearer"));
            case HANGS -> hang(exchange);
            default -> json(exchange, 200, tokens(visit));
        }
    }

    private void hang(HttpExchange exchange) {
        try {
            if (!never.await(60, TimeUnit.SECONDS)) {
                exchange.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Client, redirect URI and PKCE, as a provider checks them. */
    private static boolean isRightful(HttpExchange exchange, Map<String, String> asked, Map<String, String> sent) {
        String basic = Base64.getEncoder().encodeToString(
                Browser.form(Map.of(CLIENT, SECRET)).replace('=', ':').getBytes(StandardCharsets.UTF_8));
        return ("Basic " + basic).equals(exchange.getRequestHeaders().getFirst("Authorization"))
                && asked.getOrDefault("redirect_uri", "").equals(sent.get("redirect_uri"))
                && "S256".equals(asked.get("code_challenge_method"))
                && asked.getOrDefault("code_challenge", "").equals(s256(sent.getOrDefault("code_verifier", "")));
    }

    private static String s256(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Object> tokens(Visit visit) {
        String access = Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(visit.asked()));
        Map<String, Object> tokens = new TreeMap<>(Map.of("access_token", access, "token_type", "Bearer", "expires_in", 60));
        if (visit.asked().getOrDefault("scope", "").contains("openid") && visit.mood() != Mood.NO_ID_TOKEN) {
            tokens.put("id_token", idToken(visit));
        }
        return tokens;
    }

    private String idToken(Visit visit) {
        Mood mood = visit.mood();
        Instant now = Instant.now();
        Instant expires = mood == Mood.EXPIRED ? now.minusSeconds(600) : now.plusSeconds(600);
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(mood == Mood.WRONG_ISSUER ? "https://evil.example" : address())
                .audience(mood == Mood.WRONG_AUDIENCE ? "somebody-else" : CLIENT)
                .subject(visit.asked().get("sub"))
                .issueTime(Date.from(expires.minusSeconds(600)))
                .expirationTime(Date.from(expires))
                .claim("email", visit.asked().get("email"))
                .claim("email_verified", mood != Mood.UNVERIFIED)
                .claim("name", visit.asked().get("name"));
        if (mood != Mood.NO_NONCE) {
            claims.claim("nonce", mood == Mood.WRONG_NONCE ? "another" : visit.asked().get("nonce"));
        }
        if (mood == Mood.UNSIGNED) {
            return new PlainJWT(claims.build()).serialize();
        }
        try {
            SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(), claims.build());
            token.sign(new RSASSASigner(mood == Mood.BAD_SIGNATURE ? strangersKey : key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** GitHub's API: the access token says who it is. */
    private void user(HttpExchange exchange) throws IOException {
        String bearer = exchange.getRequestHeaders().getFirst("Authorization").substring("Bearer ".length());
        Visit visit = new Visit(parameters(""));
        JSON.readTree(Base64.getUrlDecoder().decode(bearer)).properties()
                .forEach(member -> visit.asked().put(member.getKey(), member.getValue().asString()));
        if (exchange.getRequestURI().getPath().equals("/user/emails")) {
            json(exchange, 200, List.of(
                    Map.of("email", "old@people.example", "primary", false, "verified", true),
                    Map.of("email", visit.asked().get("email"), "primary", true, "verified", visit.mood() != Mood.UNVERIFIED)));
        } else {
            json(exchange, 200, Map.of("id", Long.parseLong(visit.asked().get("sub")), "login", visit.asked().get("name")));
        }
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new TreeMap<>();
        for (String pair : query.isEmpty() ? new String[0] : query.split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts.length > 1 ? parts[1] : "", StandardCharsets.UTF_8));
        }
        return parameters;
    }

    private static void json(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
