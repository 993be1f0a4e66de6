package com.steveslist.infra.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateKeyTest {

    /** The first key of RFC 8032, 7.1. */
    private static final String PUBLISHED =
            "nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2DXWpgBgrEKt9VL/tPJZAc6DuFy89qmIyWvAhpo9wdRGg==";

    @Test
    void has_the_id_that_certificates_of_before_name(@TempDir Path folder) throws IOException {
        CertificateKey key = CertificateKey.at(Files.writeString(folder.resolve("key"), PUBLISHED + "\n"));

        assertThat(key.keyId()).isEqualTo("21fe31dfa154a261");
    }

    @Test
    void is_made_once_for_its_owner_only_and_anybody_can_check_what_it_signs(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("keys/certificates");
        CertificateKey key = CertificateKey.at(file);
        byte[] message = {1, 2, 3};

        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(key.publicKey())));
        signature.update(message);

        assertThat(signature.verify(CertificateKey.at(file).sign(message))).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test
    void is_asked_for_when_the_file_holds_something_else(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "nonsense");

        assertThatIllegalStateException().isThrownBy(() -> CertificateKey.at(file)).withMessageContaining("bring the key");
    }
}
