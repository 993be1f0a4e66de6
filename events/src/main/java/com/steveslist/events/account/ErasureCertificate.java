package com.steveslist.events.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Says what was erased of a person, when and on whose demand, and for how long copies of the key may still lie in backups. It holds no
 * personal value. Whoever has the public key of {@code signingKey} can check it: the signature is Ed25519 over {@link #signedText}.
 *
 * @param reason of a member of staff; null for the person's own wish
 * @param erasedAt when the person's key was destroyed, to the millisecond
 * @param deleted how many rows went, by what they were
 * @param personKey which key was destroyed: its vault, and its name there
 * @param keyBackupsKept how long backups of the vault are kept, ISO 8601: {@code P30D}
 * @param signingKey the id of the key that signed
 * @param signature base64url without padding; empty until it is signed
 */
public record ErasureCertificate(
        ErasureId erasureId,
        AccountId accountId,
        ErasureDemand demandedBy,
        @Nullable String reason,
        Instant demandedAt,
        Instant erasedAt,
        Map<String, Long> deleted,
        String personKey,
        String keyBackupsKept,
        String signingKey,
        String signature) {

    public ErasureCertificate {
        deleted = Collections.unmodifiableMap(new TreeMap<>(deleted));
    }

    public ErasureCertificate signedWith(String text) {
        return new ErasureCertificate(
                erasureId, accountId, demandedBy, reason, demandedAt, erasedAt, deleted, personKey, keyBackupsKept, signingKey, text);
    }

    /**
     * What is signed, in UTF-8: all but the signature as JSON in its canonical form (RFC 8785), which anybody can make again from what the
     * API shows. A reason that is not there is left out.
     */
    public String signedText() {
        Map<String, Object> members = new TreeMap<>();
        members.put("id", erasureId.value());
        members.put("account_id", accountId.value());
        members.put("demanded_by", demandedBy == ErasureDemand.OWNER ? "owner" : "staff");
        members.put("demanded_at", DateTimeFormatter.ISO_INSTANT.format(demandedAt));
        members.put("erased_at", DateTimeFormatter.ISO_INSTANT.format(erasedAt));
        members.put("deleted", deleted);
        members.put("person_key", personKey);
        members.put("key_backups_kept", keyBackupsKept);
        members.put("signing_key", signingKey);
        if (reason != null) {
            members.put("reason", reason);
        }
        return CanonicalJson.write(members);
    }

    public byte[] signedBytes() {
        return signedText().getBytes(UTF_8);
    }
}
