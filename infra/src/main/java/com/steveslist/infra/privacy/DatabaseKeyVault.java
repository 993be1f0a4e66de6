package com.steveslist.infra.privacy;

import com.steveslist.events.account.AccountId;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Keys in a database of their own, wrapped by the master key or by a cloud's key service, and bound to their person. */
final class DatabaseKeyVault implements KeyVault {

    private final KeyTable table;
    private final KeyWrapper wrapper;

    DatabaseKeyVault(KeyTable table, KeyWrapper wrapper) {
        this.table = table;
        this.wrapper = wrapper;
    }

    @Override
    public String kind() {
        return wrapper.vaultKind();
    }

    @Override
    public void create(AccountId person) {
        if (!table.isKnown(person.value())) {
            table.addIfNew(person.value(), wrapper.newKey(person.value()));
        }
    }

    @Override
    public Optional<SecretKey> find(AccountId person) {
        return table.find(person.value()).map(wrapped -> new SecretKeySpec(wrapper.unwrap(person.value(), wrapped), "AES"));
    }

    @Override
    public void erase(AccountId person) {
        table.erase(person.value());
    }
}
