package com.steveslist.command.privacy;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.privacy.EncryptedText;
import java.time.Duration;
import java.util.Optional;

/**
 * Port: encrypts personal values with the key of the person they belong to, before a command is made of them, and opens them again
 * for an answer. Erasing a person's key makes every value of theirs unreadable, wherever it is kept.
 */
public interface PersonalData {

    /** Makes the key of a person. Called before the first value of theirs is encrypted; a second call changes nothing. */
    void createKey(AccountId person);

    /** Encrypts with the person's key (AES-256-GCM, a fresh nonce each time). Throws when the person has no key. */
    EncryptedText encrypt(AccountId person, String plain);

    /** What stands in the place of every value whose key was erased. */
    String ERASED = "erased";

    /** The plain value, or empty when the person's key was erased. */
    Optional<String> decrypt(EncryptedText value);

    /** The plain value as people and programs are shown it: {@link #ERASED} once the person's key was erased. */
    default String read(EncryptedText value) {
        return decrypt(value).orElse(ERASED);
    }

    /**
     * Destroys the person's key for good; again changes nothing. This node forgets it at once, every other one within a second of
     * {@code account.erasure_requested}. Throws when the vault did not confirm it.
     *
     * @return which key it was: the vault's kind, and the key's name there
     */
    String eraseKey(AccountId person);

    /** How long backups of the vault are kept, and so copies of erased keys in them. */
    Duration keyBackupsKept();

    /** A keyed hash for look-ups, the same for equal values of a kind. E-mail addresses are compared without case. */
    String lookupHash(String kind, String value);
}
