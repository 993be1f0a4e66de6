package com.steveslist.api.erasure;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A demand to be erased, as it is answered.
 *
 * @param status {@code processing} or {@code erased}
 * @param certificateUrl where the certificate is, or will be
 */
record ErasureResource(
        String id,
        String accountId,
        String status,
        Instant demandedAt,
        String certificateUrl,
        @Nullable CertificateResource certificate) {}
