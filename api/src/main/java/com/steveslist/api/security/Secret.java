package com.steveslist.api.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Makes secrets of 256 random bits with a prefix that says what they open, and their hashes, which are all that is kept. */
public final class Secret {

    static final String KEY_PREFIX = "sl_live_";
    static final String SESSION_PREFIX = "sl_sess_";

    private static final int BYTES = 32;
    private static final int SHOWN = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secret() {}

    /** A new one. */
    public static String next(String prefix) {
        byte[] random = new byte[BYTES];
        RANDOM.nextBytes(random);
        // Without '-' and '_', so that a double click selects all of it.
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(random).replace('-', 'A').replace('_', 'B');
    }

    /** The part of a key by which its owner recognises it. */
    static String shown(String secret) {
        return secret.substring(0, KEY_PREFIX.length() + SHOWN);
    }

    /** SHA-256; enough for what holds 256 random bits. */
    public static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static String text(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
