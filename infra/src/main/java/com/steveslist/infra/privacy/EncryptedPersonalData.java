package com.steveslist.infra.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.steveslist.command.privacy.DerivedKeys;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.privacy.EncryptedText;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** Values of the form {@code enc1.<account id>.<base64url of nonce and ciphertext>}, bound to the account whose key opens them. */
final class EncryptedPersonalData implements PersonalData {

    private static final String FORM = "enc1";

    private final PersonKeys keys;
    private final SecretKey lookupKey;
    private final Duration keyBackupsKept;

    /** @param keyBackupsKept how long backups of the vault are kept */
    EncryptedPersonalData(PersonKeys keys, DerivedKeys derived, Duration keyBackupsKept) {
        this.keys = keys;
        this.lookupKey = derived.of("look-up 1", "HmacSHA256");
        this.keyBackupsKept = keyBackupsKept;
    }

    @Override
    public void createKey(AccountId person) {
        keys.create(person);
    }

    @Override
    public EncryptedText encrypt(AccountId person, String plain) {
        SecretKey key = keys.find(person)
                .orElseThrow(() -> new IllegalStateException(person + " has no key: it was never created, or was erased"));
        byte[] sealed = AesGcm.seal(key, plain.getBytes(UTF_8), person.value().getBytes(UTF_8));
        return new EncryptedText(FORM + "." + person.value() + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed));
    }

    @Override
    public Optional<String> decrypt(EncryptedText value) {
        String[] parts = value.value().split("\\.", -1);
        if (parts.length != 3 || !parts[0].equals(FORM)) {
            throw new IllegalArgumentException("not an encrypted value of form " + FORM);
        }
        AccountId person = new AccountId(parts[1]);
        byte[] sealed = Base64.getUrlDecoder().decode(parts[2]);
        return keys.find(person).map(key -> new String(AesGcm.open(key, sealed, person.value().getBytes(UTF_8)), UTF_8));
    }

    @Override
    public String eraseKey(AccountId person) {
        return keys.erase(person);
    }

    @Override
    public Duration keyBackupsKept() {
        return keyBackupsKept;
    }

    @Override
    public String lookupHash(String kind, String value) {
        String same = kind.equals("email") ? value.strip().toLowerCase(Locale.ROOT) : value;
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(lookupKey);
            mac.update(kind.getBytes(UTF_8));
            mac.update((byte) 0);
            return HexFormat.of().formatHex(mac.doFinal(same.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
