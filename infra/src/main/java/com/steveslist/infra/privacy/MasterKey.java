package com.steveslist.infra.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The one secret of configuration. It is never used itself: each use gets a key of its own, derived with HKDF-SHA-256. */
final class MasterKey {

    private static final int BYTES = 32;
    private static final int ID_BYTES = 6;

    private final SecretKey secret;

    /** @param base64 32 bytes; {@code openssl rand -base64 32} makes one */
    MasterKey(@Nullable String base64) {
        byte[] bytes = decode(base64);
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("steveslist.master-key must be base64 of 32 bytes: make one with `openssl rand -base64 32`");
        }
        this.secret = new SecretKeySpec(bytes, "HKDF");
    }

    SecretKey derive(String use, String algorithm) {
        try {
            return KDF.getInstance("HKDF-SHA256").deriveKey(
                    algorithm,
                    HKDFParameterSpec.ofExtract().addIKM(secret).thenExpand(("steveslist " + use).getBytes(UTF_8), BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java 25 has HKDF-SHA256", e);
        }
    }

    /** Tells master keys apart; says nothing about them. */
    String id() {
        return HexFormat.of().formatHex(derive("id 1", "HKDF").getEncoded(), 0, ID_BYTES);
    }

    private static byte[] decode(@Nullable String base64) {
        try {
            return Base64.getDecoder().decode(base64 == null ? "" : base64.strip());
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
