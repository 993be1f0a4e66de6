package com.steveslist.api.security;

import com.steveslist.command.privacy.DerivedKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.springframework.stereotype.Component;

/** Signs what clients carry for us, with a key a use. All nodes sign alike, whatever becomes of the master key. */
@Component
public final class Signer {

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

    Signer(DerivedKeys keys) {
        for (Use use : Use.values()) {
            macs.put(use, mac(keys.of("api " + use.name(), "HmacSHA256")));
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
}
