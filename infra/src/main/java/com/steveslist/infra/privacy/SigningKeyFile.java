package com.steveslist.infra.privacy;

import com.steveslist.command.privacy.CertificateSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * An Ed25519 key in a file that only its owner can read: base64 of 64 bytes, the seed of RFC 8032 and the public key. Its id is the first 8
 * bytes of the SHA-256 of the public key.
 */
final class SigningKeyFile implements CertificateSigner {

    private static final String ALGORITHM = "Ed25519";
    private static final int HALF = 32;
    private static final int ID_BYTES = 8;

    /** What stands before the halves in the forms that Java reads, RFC 8410. */
    private static final byte[] PKCS8 = HexFormat.of().parseHex("302e020100300506032b657004220420");
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    private final PrivateKey secret;
    private final byte[] publicKey;
    private final String id;

    private SigningKeyFile(byte[] both) throws GeneralSecurityException {
        byte[] half = Arrays.copyOfRange(both, HALF, 2 * HALF);
        this.secret = KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(join(PKCS8, Arrays.copyOf(both, HALF))));
        this.publicKey = join(X509, half);
        this.id = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(half), 0, ID_BYTES);
    }

    /** Reads the key, or makes it when there is no file; of nodes that do so at once all get the same. */
    static SigningKeyFile at(Path file) {
        try {
            if (Files.notExists(file)) {
                create(file.toAbsolutePath());
            }
            byte[] both = Base64.getDecoder().decode(Files.readString(file).strip());
            if (both.length != 2 * HALF) {
                throw new IllegalStateException(file + " is not the base64 of 64 bytes: bring the key of the certificates back");
            }
            return new SigningKeyFile(both);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": it signs certificates, see steveslist.keys.certificate-key", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java 25 has Ed25519", e);
        }
    }

    private static void create(Path file) throws IOException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        byte[] both = join(last(pair.getPrivate().getEncoded()), last(pair.getPublic().getEncoded()));
        Files.createDirectories(file.getParent());
        Path begun = Files.createTempFile(file.getParent(), ".key", "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(begun, Base64.getEncoder().encodeToString(both) + "\n");
            Files.createLink(file, begun);
        } catch (FileAlreadyExistsException e) {
            // Another node was faster.
        } finally {
            Files.delete(begun);
        }
    }

    @Override
    public String keyId() {
        return id;
    }

    @Override
    public byte[] publicKey() {
        return publicKey.clone();
    }

    @Override
    public byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(secret);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java 25 has Ed25519", e);
        }
    }

    private static byte[] last(byte[] bytes) {
        return Arrays.copyOfRange(bytes, bytes.length - HALF, bytes.length);
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    /** Nothing secret in a log. */
    @Override
    public String toString() {
        return "SigningKeyFile[" + id + "]";
    }
}
