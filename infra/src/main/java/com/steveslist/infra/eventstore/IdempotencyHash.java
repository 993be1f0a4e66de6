package com.steveslist.infra.eventstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The name under which an idempotency key is kept: SHA-256 of scope, a zero byte and the key. */
public final class IdempotencyHash {

    private IdempotencyHash() {}

    public static byte[] of(String scope, String key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(scope.getBytes(UTF_8));
            digest.update((byte) 0);
            return digest.digest(key.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
