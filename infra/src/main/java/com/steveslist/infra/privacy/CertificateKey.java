package com.steveslist.infra.privacy;

import com.steveslist.command.privacy.CertificateSigner;
import com.steveslist.events.proof.MalformedProofException;
import com.steveslist.events.proof.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The key that signs certificates, in a file that only its owner can read. Its id is the first 8 bytes of the SHA-256 of the public key: half
 * of what such a key is called in proofs.
 */
record CertificateKey(SigningKey key) implements CertificateSigner {

    private static final int ID_DIGITS = 16;

    /** Reads the key, or makes it when there is no file; of nodes that do so at once all get the same. */
    static CertificateKey at(Path file) {
        try {
            if (Files.notExists(file)) {
                create(file.toAbsolutePath());
            }
            return new CertificateKey(SigningKey.ofBase64(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": it signs certificates, see steveslist.keys.certificate-key", e);
        } catch (MalformedProofException e) {
            throw new IllegalStateException(file + " holds no key (" + e.getMessage() + "): bring the key of the certificates back", e);
        }
    }

    private static void create(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Path begun = Files.createTempFile(file.getParent(), ".key", "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(begun, SigningKey.generate().base64() + "\n");
            Files.createLink(file, begun);
        } catch (FileAlreadyExistsException e) {
            // Another node was faster.
        } finally {
            Files.delete(begun);
        }
    }

    @Override
    public String keyId() {
        return key.publicKey().id().substring(0, ID_DIGITS);
    }

    @Override
    public byte[] publicKey() {
        return key.publicKey().x509();
    }

    @Override
    public byte[] sign(byte[] message) {
        return key.sign(message);
    }
}
