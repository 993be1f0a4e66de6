package com.steveslist.api.drill;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import tools.jackson.databind.JsonNode;

/** Checks a certificate of erasure as anybody can who has nothing but the answer that shows it. */
final class Certificate {

    private Certificate() {}

    static boolean isRight(JsonNode certificate) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            byte[] key = Base64.getDecoder().decode(certificate.path("public_key").asString());
            signature.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(key)));
            signature.update(certificate.path("signed").asString().getBytes(UTF_8));
            return signature.verify(Base64.getUrlDecoder().decode(certificate.path("signature").asString()));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
