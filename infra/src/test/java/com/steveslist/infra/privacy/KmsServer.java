package com.steveslist.infra.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Stands for AWS Key Management Service: its JSON protocol 1.1 for the two calls that we make, and Signature Version 4, which is worked out
 * again for every call. Ciphertexts are bound to their encryption context, as those of the service are.
 */
final class KmsServer implements AutoCloseable {

    static final String ACCESS_KEY = "AKIDEXAMPLE";
    static final String SECRET_KEY = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    static final String KEY_ID = "1234abcd-12ab-34cd-56ef-1234567890ab";
    static final String ARN = "arn:aws:kms:eu-central-1:111122223333:key/" + KEY_ID;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern AUTHORIZATION = Pattern.compile(
            "AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8}/[a-z0-9-]+/kms/aws4_request), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})");

    private final SecretKey secret = new SecretKeySpec(AesGcm.randomKey(), "AES");
    private final AtomicInteger failures = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final HttpServer server;
    private volatile boolean drips;

    KmsServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void failNext(int calls) {
        failures.set(calls);
    }

    /** Answers come a byte at a time, each before anybody has waited for it for long. */
    void drip(boolean now) {
        drips = now;
    }

    private void drip(HttpExchange call) throws IOException {
        call.sendResponseHeaders(200, 1_000);
        try {
            for (int i = 0; i < 100 && drips && !closed.await(200, TimeUnit.MILLISECONDS); i++) {
                call.getResponseBody().write(' ');
                call.getResponseBody().flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(HttpExchange call) throws IOException {
        try (call) {
            byte[] body = call.getRequestBody().readAllBytes();
            if (drips) {
                drip(call);
                return;
            }
            Headers headers = call.getRequestHeaders();
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                answer(call, 500, "{\"__type\":\"KMSInternalException\",\"message\":\"try again\"}");
            } else if (!isSigned(call, body)) {
                answer(call, 400, "{\"__type\":\"IncompleteSignatureException\",\"message\":\"not signed, or wrongly\"}");
            } else if (!"application/x-amz-json-1.1".equals(headers.getFirst("Content-Type"))) {
                answer(call, 400, "{\"__type\":\"SerializationException\"}");
            } else {
                handle(call, String.valueOf(headers.getFirst("X-Amz-Target")), JSON.readTree(body));
            }
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private void handle(HttpExchange call, String target, JsonNode body) throws IOException {
        String keyId = body.path("KeyId").asText();
        if (!keyId.equals(KEY_ID) && !keyId.equals(ARN)) {
            answer(call, 400, "{\"__type\":\"NotFoundException\",\"message\":\"no such key\"}");
            return;
        }
        byte[] context = JSON.writeValueAsBytes(body.path("EncryptionContext"));
        switch (target) {
            case "TrentService.GenerateDataKeyWithoutPlaintext" -> {
                String sealed = Base64.getEncoder().encodeToString(AesGcm.seal(secret, AesGcm.randomKey(), context));
                answer(call, 200, JSON.writeValueAsString(Map.of("CiphertextBlob", sealed, "KeyId", ARN)));
            }
            case "TrentService.Decrypt" -> {
                try {
                    byte[] plain = AesGcm.open(secret, Base64.getDecoder().decode(body.path("CiphertextBlob").asText()), context);
                    answer(call, 200, JSON.writeValueAsString(Map.of(
                            "Plaintext", Base64.getEncoder().encodeToString(plain), "KeyId", ARN, "EncryptionAlgorithm",
                            "SYMMETRIC_DEFAULT")));
                } catch (IllegalArgumentException e) {
                    answer(call, 400, "{\"__type\":\"InvalidCiphertextException\"}");
                }
            }
            default -> answer(call, 400, "{\"__type\":\"UnknownOperationException\"}");
        }
    }

    /** As "Signature Version 4 signing process" describes it. */
    private static boolean isSigned(HttpExchange call, byte[] body) throws GeneralSecurityException {
        Headers headers = call.getRequestHeaders();
        Matcher found = AUTHORIZATION.matcher(String.valueOf(headers.getFirst("Authorization")));
        if (!found.matches() || !found.group(1).equals(ACCESS_KEY)) {
            return false;
        }
        String signed = Stream.of(found.group(3).split(";"))
                .map(name -> name + ":" + headers.getFirst(name).strip() + "\n")
                .collect(Collectors.joining());
        String request =
                String.join("\n", call.getRequestMethod(), call.getRequestURI().getPath(), "", signed, found.group(3), hex(sha256(body)));
        String scope = found.group(2);
        String text = String.join("\n", "AWS4-HMAC-SHA256", headers.getFirst("X-Amz-Date"), scope, hex(sha256(request.getBytes(UTF_8))));
        byte[] key = ("AWS4" + SECRET_KEY).getBytes(UTF_8);
        for (String part : scope.split("/")) {
            key = hmac(key, part);
        }
        return MessageDigest.isEqual(hmac(key, text), HexFormat.of().parseHex(found.group(4)));
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(UTF_8));
    }

    private static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static void answer(HttpExchange call, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        call.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        call.sendResponseHeaders(status, bytes.length);
        call.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
