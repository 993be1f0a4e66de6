package com.steveslist.events.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** The public half of a key that signs for a log: Ed25519, RFC 8032. Equal when its 32 bytes are. */
public final class LogKey {

    static final int BYTES = 32;
    static final String ALGORITHM = "Ed25519";
    /** What stands before the 32 bytes in the form that Java reads, RFC 8410. */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final int ID_BYTES = 16;

    private final byte[] bytes;

    private LogKey(byte[] bytes) {
        this.bytes = bytes;
    }

    static LogKey of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new MalformedProofException("a public key has " + BYTES + " bytes");
        }
        return new LogKey(bytes.clone());
    }

    /** As {@link #base64} writes it; throws {@link MalformedProofException} for anything else. */
    public static LogKey ofBase64(String text) {
        try {
            return of(Base64.getDecoder().decode(text.strip()));
        } catch (IllegalArgumentException e) {
            throw new MalformedProofException("a public key is written in base64", e);
        }
    }

    /** By which notes name it: the first 16 bytes of its SHA-256, in hexadecimal. */
    public String id() {
        return HexFormat.of().formatHex(Hash.newSha256().digest(bytes), 0, ID_BYTES);
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** In the form that most programs read: X.509 SubjectPublicKeyInfo. */
    public byte[] x509() {
        byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + BYTES);
        System.arraycopy(bytes, 0, encoded, X509_PREFIX.length, BYTES);
        return encoded;
    }

    /** By which a signature line says whose it may be: the C2SP signed note's hash of the signer's name and key, 4 bytes. */
    byte[] hint(String name) {
        var sha = Hash.newSha256();
        sha.update((name + "\n").getBytes(UTF_8));
        sha.update((byte) 1);
        sha.update(bytes);
        return Arrays.copyOf(sha.digest(), SignedNote.HINT_BYTES);
    }

    boolean signed(byte[] text, byte[] signature) {
        try {
            PublicKey key = KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(x509()));
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update(text);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            // Bytes that are no point of the curve, or a signature out of range: signed by nobody.
            return false;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LogKey key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Its id. */
    @Override
    public String toString() {
        return id();
    }
}
