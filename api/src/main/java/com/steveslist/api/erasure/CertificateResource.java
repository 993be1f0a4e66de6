package com.steveslist.api.erasure;

import com.steveslist.events.account.ErasureCertificate;
import com.steveslist.events.account.ErasureDemand;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A certificate as everybody may read it.
 *
 * @param signed what the signature is over, in UTF-8
 * @param publicKey of the key that signed, X.509 as base64; null when no node knows that key
 */
record CertificateResource(
        String id,
        String accountId,
        String demandedBy,
        @Nullable String reason,
        Instant demandedAt,
        Instant erasedAt,
        Map<String, Long> deleted,
        String personKey,
        String keyBackupsKept,
        String signingKey,
        String signature,
        String signed,
        @Nullable String publicKey) {

    static CertificateResource of(ErasureCertificate certificate, @Nullable String publicKey) {
        return new CertificateResource(
                certificate.erasureId().value(),
                certificate.accountId().value(),
                certificate.demandedBy() == ErasureDemand.OWNER ? "owner" : "staff",
                certificate.reason(),
                certificate.demandedAt(),
                certificate.erasedAt(),
                certificate.deleted(),
                certificate.personKey(),
                certificate.keyBackupsKept(),
                certificate.signingKey(),
                certificate.signature(),
                certificate.signedText(),
                publicKey);
    }
}
