package com.steveslist.infra.privacy;

import com.steveslist.command.privacy.KeysUnavailableException;
import com.steveslist.events.account.AccountId;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * Port: keeps a key a person. In the embedded set-up a database of their own; HashiCorp Vault or a cloud's key service elsewhere. Never in
 * the event database or its backups. A call that cannot be carried out within some seconds throws {@link KeysUnavailableException}.
 */
public interface KeyVault {

    /** Which kind of vault it is, as certificates name it: {@code database}, {@code hashicorp}, {@code aws-kms}. */
    String kind();

    /** Makes the person's key. Changes nothing when there is one, or when it was erased. */
    void create(AccountId person);

    /** The person's key; empty when there never was one, or it was erased. */
    Optional<SecretKey> find(AccountId person);

    /** Destroys the person's key for good, whether there was one or not; none is ever made again. Again changes nothing. */
    void erase(AccountId person);
}
