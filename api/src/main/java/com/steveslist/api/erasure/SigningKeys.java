package com.steveslist.api.erasure;

import com.steveslist.command.privacy.CertificateSigner;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Public halves of all keys that ever signed a certificate, so that each can be checked after the key was replaced. */
@Component
final class SigningKeys {

    private final JdbcClient jdbc;
    private final CertificateSigner signer;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    SigningKeys(@Qualifier("securityJdbc") JdbcClient jdbc, CertificateSigner signer) {
        this.jdbc = jdbc;
        this.signer = signer;
    }

    /** Before the first certificate of this node: what is signed can be checked. */
    void keepPublicKey() {
        if (!known.containsKey(signer.keyId())) {
            jdbc.sql("insert into certificate_keys (id, public_key) values (?, ?) on conflict (id) do nothing")
                    .params(signer.keyId(), signer.publicKey())
                    .update();
            known.put(signer.keyId(), Base64.getEncoder().encodeToString(signer.publicKey()));
        }
    }

    /** X.509 as base64; null when no node knows the key, as after a restore from before it was made. */
    @Nullable
    String publicKey(String id) {
        String key = known.get(id);
        if (key == null) {
            key = jdbc.sql("select public_key from certificate_keys where id = ?")
                    .param(id)
                    .query((row, n) -> Base64.getEncoder().encodeToString(row.getBytes(1)))
                    .optional()
                    .orElse(null);
            if (key != null) {
                known.put(id, key);
            }
        }
        return key;
    }
}
