package com.steveslist.infra.privacy;

import com.steveslist.events.account.AccountId;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * Port: keeps a key a person. In the embedded set-up a database of its own; Vault or a cloud's key service elsewhere. Never in the event
 * database or its backups.
 */
public interface KeyVault {

    /** Makes the person's key. Changes nothing when there is one, or when it was erased. */
    void create(AccountId person);

    /** The person's key; empty when there never was one, or it was erased. */
    Optional<SecretKey> find(AccountId person);

    /** Destroys the person's key for good. */
    void erase(AccountId person);
}
