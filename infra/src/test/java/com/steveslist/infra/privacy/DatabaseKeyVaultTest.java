package com.steveslist.infra.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.steveslist.events.account.AccountId;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DatabaseKeyVaultTest extends KeyVaultContract {

    private static final KeyDatabase DATABASE = new KeyDatabase();
    private static final MasterKey OLD = master("0123456789abcdef0123456789abcdef");
    private static final MasterKey NEW = master("fedcba9876543210fedcba9876543210");

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    private static MasterKey master(String text) {
        return new MasterKey(Base64.getEncoder().encodeToString(text.getBytes(UTF_8)));
    }

    private static KeyVault vault(MasterKey current, MasterKey... further) {
        return new DatabaseKeyVault(DATABASE.table(), new MasterKeys(current, List.of(further)));
    }

    @Override
    KeyVault vault() {
        return vault(OLD);
    }

    @Nested
    class A_master_key_that_is_rotated {

        private final AccountId ada = AccountId.next();
        private final AccountId bob = AccountId.next();
        private final AccountId gone = AccountId.next();
        private final KeyTable table = DATABASE.table();

        private byte[] key(KeyVault vault, AccountId person) {
            return vault.find(person).orElseThrow().getEncoded();
        }

        @Test
        void leaves_every_key_as_it_is_for_nodes_that_know_both_and_then_for_those_that_know_the_new_one_only() {
            vault(OLD).create(ada);
            vault(OLD).create(gone);
            vault(OLD).erase(gone);
            byte[] key = key(vault(OLD), ada);
            vault(NEW, OLD).create(bob);

            assertThat(key(vault(OLD, NEW), ada)).isEqualTo(key(vault(NEW, OLD), ada)).isEqualTo(key);
            assertThat(key(vault(OLD, NEW), bob)).isEqualTo(key(vault(NEW, OLD), bob));

            Rewrapping rewrapping = new Rewrapping(table, new MasterKeys(NEW, List.of(OLD)));
            assertThat(rewrapping.isDone()).isFalse();
            assertThat(rewrapping.run()).isPositive();
            assertThat(rewrapping.isDone()).isTrue();
            assertThat(rewrapping.run()).isZero();

            assertThat(key(vault(NEW), ada)).isEqualTo(key);
            assertThat(vault(NEW).find(gone)).isEmpty();
            assertThatThrownBy(() -> vault(OLD).find(ada)).hasMessageContaining("steveslist.further-master-keys");
            new Rewrapping(table, new MasterKeys(OLD, List.of(NEW))).run();
        }

        @Test
        void wraps_nothing_anew_for_somebody_who_is_erased_meanwhile() {
            vault(OLD).create(ada);
            KeyTable.Row before = new KeyTable.Row(ada.value(), table.find(ada.value()).orElseThrow());
            vault(OLD).erase(ada);
            MasterKeys masters = new MasterKeys(NEW, List.of(OLD));
            assertThat(table.rewrap(before, masters.wrap(ada.value(), masters.unwrap(ada.value(), before.wrapped())))).isFalse();
            assertThat(vault(NEW, OLD).find(ada)).isEmpty();
        }

        @Test
        void changes_no_key_of_a_use() {
            KeptUseKeys before = new KeptUseKeys(table, new MasterKeys(OLD, List.of()));
            byte[] lookup = before.of("look-up of a test", "HmacSHA256").getEncoded();
            assertThat(lookup).isEqualTo(OLD.derive("look-up of a test", "HmacSHA256").getEncoded());
            new Rewrapping(table, new MasterKeys(NEW, List.of(OLD))).run();
            KeptUseKeys after = new KeptUseKeys(table, new MasterKeys(NEW, List.of()));
            assertThat(after.of("look-up of a test", "HmacSHA256").getEncoded()).isEqualTo(lookup);
            assertThat(after.of("another", "HmacSHA256").getEncoded()).isNotEqualTo(lookup);
            new Rewrapping(table, new MasterKeys(OLD, List.of(NEW))).run();
        }

        @Test
        void opens_what_was_wrapped_before_wrappings_had_an_id() {
            KeyWrapper.Wrapped old = new MasterKeys(OLD, List.of()).wrap(ada.value(), AesGcm.randomKey());
            table.addIfNew(ada.value(), new KeyWrapper.Wrapped(old.bytes(), null));
            assertThat(Stream.of(vault(OLD), vault(OLD, NEW), vault(NEW, OLD)).map(vault -> vault.find(ada)))
                    .allMatch(found -> found.isPresent());
        }
    }
}
