package com.steveslist.infra.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.steveslist.events.account.AccountId;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Keys in a database of their own, wrapped with the master key and bound to their person. */
final class DatabaseKeyVault implements KeyVault {

    private final JdbcTemplate jdbc;
    private final SecretKey wrappingKey;

    DatabaseKeyVault(DataSource dataSource, MasterKey masterKey) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.wrappingKey = masterKey.derive("key wrapping 1", "AES");
    }

    @Override
    public void create(AccountId person) {
        byte[] wrapped = AesGcm.seal(wrappingKey, AesGcm.randomKey(), context(person));
        jdbc.update("insert into person_key (person, wrapped) values (?, ?) on conflict (person) do nothing", person.value(), wrapped);
    }

    @Override
    public Optional<SecretKey> find(AccountId person) {
        return jdbc.query(
                "select wrapped from person_key where person = ? and wrapped is not null",
                (row, n) -> row.getBytes(1), person.value())
                .stream().findFirst().map(wrapped -> unwrap(person, wrapped));
    }

    @Override
    public void erase(AccountId person) {
        jdbc.update(
                "insert into person_key (person, erased_at) values (?, clock_timestamp()) on conflict (person) do update"
                        + " set wrapped = null, erased_at = coalesce(person_key.erased_at, excluded.erased_at)",
                person.value());
    }

    private SecretKey unwrap(AccountId person, byte[] wrapped) {
        try {
            return new SecretKeySpec(AesGcm.open(wrappingKey, wrapped, context(person)), "AES");
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("the key of " + person + " was not wrapped with this steveslist.master-key", e);
        }
    }

    private static byte[] context(AccountId person) {
        return person.value().getBytes(UTF_8);
    }
}
