package com.steveslist.events.proof;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** The secret half of a key that signs, for a log or certificates. Written as base64 of 64 bytes: the seed of RFC 8032, then the public key. */
public final class SigningKey {

    /** What stands before the seed in the form that Java reads, RFC 8410. */
    private static final byte[] PKCS8_PREFIX = HexFormat.of().parseHex("302e020100300506032b657004220420");
    private static final int SEED_BYTES = 32;

    private final byte[] seed;
    private final LogKey publicKey;
    private final PrivateKey secret;

    private SigningKey(byte[] seed, LogKey publicKey) {
        this.seed = seed;
        this.publicKey = publicKey;
        this.secret = secret(seed);
        byte[] probe = {1};
        if (!publicKey.signed(probe, sign(probe))) {
            throw new MalformedProofException("the secret and the public half of the signing key do not belong together");
        }
    }

    public static SigningKey generate() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(LogKey.ALGORITHM).generateKeyPair();
            return new SigningKey(last(pair.getPrivate().getEncoded(), SEED_BYTES),
                    LogKey.of(last(pair.getPublic().getEncoded(), LogKey.BYTES)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java 25 has Ed25519", e);
        }
    }

    /** As {@link #base64} writes it; throws {@link MalformedProofException}, which quotes nothing of it, for anything else. */
    public static SigningKey ofBase64(String text) {
        byte[] both;
        try {
            both = Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException e) {
            both = new byte[0];
        }
        if (both.length != SEED_BYTES + LogKey.BYTES) {
            throw new MalformedProofException("a signing key is the base64 of 64 bytes");
        }
        return new SigningKey(Arrays.copyOf(both, SEED_BYTES), LogKey.of(last(both, LogKey.BYTES)));
    }

    public LogKey publicKey() {
        return publicKey;
    }

    /** A secret, for the key's file. */
    public String base64() {
        byte[] both = Arrays.copyOf(seed, SEED_BYTES + LogKey.BYTES);
        System.arraycopy(Base64.getDecoder().decode(publicKey.base64()), 0, both, SEED_BYTES, LogKey.BYTES);
        return Base64.getEncoder().encodeToString(both);
    }

    /** 64 bytes. */
    public byte[] sign(byte[] text) {
        try {
            Signature signer = Signature.getInstance(LogKey.ALGORITHM);
            signer.initSign(secret);
            signer.update(text);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java 25 has Ed25519", e);
        }
    }

    private static PrivateKey secret(byte[] seed) {
        try {
            byte[] encoded = Arrays.copyOf(PKCS8_PREFIX, PKCS8_PREFIX.length + SEED_BYTES);
            System.arraycopy(seed, 0, encoded, PKCS8_PREFIX.length, SEED_BYTES);
            return KeyFactory.getInstance(LogKey.ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java 25 has Ed25519", e);
        }
    }

    private static byte[] last(byte[] bytes, int count) {
        return Arrays.copyOfRange(bytes, bytes.length - count, bytes.length);
    }

    /** Nothing secret in a log. */
    @Override
    public String toString() {
        return "SigningKey[" + publicKey.id() + "]";
    }
}
