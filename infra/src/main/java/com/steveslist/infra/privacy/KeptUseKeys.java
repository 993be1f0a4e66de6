package com.steveslist.infra.privacy;

import com.steveslist.command.privacy.DerivedKeys;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Derives the key of a use from the master key the first time that it is asked for, and keeps it, wrapped as the keys of people are, so
 * that it outlives that master key.
 */
final class KeptUseKeys implements DerivedKeys {

    /** Names of uses in the table of keys begin with it; no account's id does. */
    private static final String OWNER = "use:";

    private final KeyTable table;
    private final MasterKeys masters;

    KeptUseKeys(KeyTable table, MasterKeys masters) {
        this.table = table;
        this.masters = masters;
    }

    @Override
    public SecretKey of(String use, String algorithm) {
        String owner = OWNER + use;
        byte[] key = table.find(owner).map(wrapped -> masters.unwrap(owner, wrapped)).orElseGet(() -> {
            table.addIfNew(owner, masters.wrap(owner, masters.master().derive(use, algorithm).getEncoded()));
            return masters.unwrap(owner, table.find(owner).orElseThrow());
        });
        return new SecretKeySpec(key, algorithm);
    }
}
