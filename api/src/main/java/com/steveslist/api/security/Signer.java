package com.steveslist.api.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Signs what clients carry for us, with a key a use that is derived from {@code steveslist.master-key}. All nodes sign alike. */
@Component
public final class Signer {

    private static final int MASTER_BYTES = 32;

    /** What is signed; a signature for one use is worth nothing for another. */
    public enum Use {
        CONSISTENCY_TOKEN,
        SIGN_IN,
        FORM,
        CURSOR,
        IDEMPOTENCY,
        CSRF,
        ATTEMPT,
        RECOVERY_CODE,
        SEARCH,
        ADDRESS,
        DEVICE
    }

    /** With their keys, never used themselves: a copy is made in a fraction of the time that a new one takes. */
    private final Map<Use, Mac> macs = new EnumMap<>(Use.class);

    Signer(@Value("${steveslist.master-key:}") String masterKey) {
        for (Use use : Use.values()) {
            macs.put(use, mac(derive(masterKey, use.name(), "HmacSHA256")));
        }
    }

    private static Mac mac(SecretKey key) {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    /** HMAC-SHA-256, 32 bytes. */
    public byte[] sign(Use use, byte[] message) {
        try {
            return ((Mac) Objects.requireNonNull(macs.get(use)).clone()).doFinal(message);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Java's own HmacSHA256 can be copied", e);
        }
    }

    /** The signature as base64url. */
    public String sign(Use use, String message) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sign(use, message.getBytes(StandardCharsets.UTF_8)));
    }

    /** Compares in constant time. */
    public static boolean isSame(byte[] a, byte[] b) {
        return MessageDigest.isEqual(a, b);
    }

    /** A key of 256 bits for one use, from which neither the master key nor another use's key can be told. */
    static SecretKey derive(String masterKey, String use, String algorithm) {
        SecretKey master = new SecretKeySpec(decode(masterKey), "HKDF");
        byte[] info = ("steveslist api " + use).getBytes(StandardCharsets.UTF_8);
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(algorithm, HKDFParameterSpec.ofExtract().addIKM(master).thenExpand(info, MASTER_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java 25 has HKDF-SHA256", e);
        }
    }

    private static byte[] decode(String base64) {
        byte[] bytes = new byte[0];
        try {
            bytes = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException malformed) {
            // said below; the value itself is a secret and is not quoted
        }
        if (bytes.length != MASTER_BYTES) {
            throw new IllegalArgumentException("steveslist.master-key must be base64 of 32 bytes: make one with `openssl rand -base64 32`");
        }
        return bytes;
    }
}
