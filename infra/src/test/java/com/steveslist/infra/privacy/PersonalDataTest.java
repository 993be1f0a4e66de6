package com.steveslist.infra.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.privacy.EncryptedText;
import com.steveslist.infra.embedded.EmbeddedServers;
import com.steveslist.infra.postgres.Pools;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class PersonalDataTest {

    private static final MasterKey MASTER = new MasterKey(base64("0123456789abcdef0123456789abcdef"));
    private static final MasterKey ANOTHER = new MasterKey(base64("another-master-key-of-32-bytes.."));

    private final AccountId ada = AccountId.next();
    private final AccountId bob = AccountId.next();
    private HikariDataSource dataSource;
    private KeyVault vault;
    private PersonalData data;

    @BeforeEach
    void freshVault() {
        EmbeddedServers.Database database = EmbeddedServers.postgres().newDatabase("keys");
        Pools.migrate(database.url(), database.user(), database.password(), "keys", "classpath:db/keys");
        dataSource = Pools.pool("keys", database.url(), database.user(), database.password(), "keys", 4, Duration.ofSeconds(5));
        vault = new DatabaseKeyVault(new KeyTable(dataSource), new MasterKeys(MASTER, List.of()));
        data = fresh();
        data.createKey(ada);
        data.createKey(bob);
    }

    @AfterEach
    void close() {
        dataSource.close();
    }

    @Nested
    class A_value {

        @Test
        void comes_back_as_it_was() {
            for (String plain : new String[] {"ada@example.com", "", "Zoë 📮 — line\nbreak", "x".repeat(10_000)}) {
                assertThat(data.decrypt(data.encrypt(ada, plain))).contains(plain);
            }
        }

        @Test
        void names_its_form_and_its_person_and_shows_nothing_else() {
            EncryptedText value = data.encrypt(ada, "ada@example.com");
            assertThat(value.value()).startsWith("enc1." + ada.value() + ".").matches("enc1\\.acct_\\w{26}\\.[A-Za-z0-9_-]+");
            assertThat(value.value()).doesNotContain("ada@").doesNotContain(base64("ada@"));
        }

        @Test
        void is_encrypted_differently_every_time() {
            assertThat(data.encrypt(ada, "same")).isNotEqualTo(data.encrypt(ada, "same"));
        }

        @Test
        void does_not_open_when_it_was_altered() {
            String value = data.encrypt(ada, "ada@example.com").value();
            char last = value.charAt(value.length() - 6);
            String altered = value.substring(0, value.length() - 6) + (last == 'A' ? 'B' : 'A') + value.substring(value.length() - 5);
            assertThatThrownBy(() -> data.decrypt(new EncryptedText(altered))).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void does_not_open_under_another_persons_name() {
            String value = data.encrypt(ada, "ada@example.com").value().replace(ada.value(), bob.value());
            assertThatThrownBy(() -> data.decrypt(new EncryptedText(value))).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void of_another_form_is_refused() {
            assertThatThrownBy(() -> data.decrypt(new EncryptedText("enc1.x"))).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class A_key {

        @Test
        void is_made_once() {
            EncryptedText value = data.encrypt(ada, "before");
            data.createKey(ada);
            assertThat(fresh().decrypt(value)).contains("before");
        }

        @Test
        void that_was_never_made_encrypts_nothing() {
            AccountId nobody = AccountId.next();
            assertThatThrownBy(() -> data.encrypt(nobody, "x")).hasMessageContaining(nobody + " has no key");
        }

        @Test
        void once_erased_opens_nothing_and_is_not_made_again() {
            EncryptedText value = data.encrypt(ada, "ada@example.com");
            vault.erase(ada);
            PersonalData later = fresh();
            assertThat(later.decrypt(value)).isEmpty();
            later.createKey(ada);
            assertThat(later.decrypt(value)).isEmpty();
            assertThatThrownBy(() -> later.encrypt(ada, "x")).hasMessageContaining("erased");
            assertThat(later.decrypt(data.encrypt(bob, "still there"))).contains("still there");
        }

        @Test
        void lies_wrapped_in_the_database() {
            byte[] wrapped = new JdbcTemplate(dataSource)
                    .queryForObject("select wrapped from person_key where person = ?", byte[].class, ada.value());
            byte[] key = vault.find(ada).orElseThrow().getEncoded();
            assertThat(Base64.getEncoder().encodeToString(wrapped)).doesNotContain(Base64.getEncoder().encodeToString(key));
            assertThat(wrapped).hasSize(12 + 32 + 16);
        }

        @Test
        void does_not_open_with_another_master_key() {
            MasterKeys another = new MasterKeys(ANOTHER, List.of());
            assertThatThrownBy(() -> new DatabaseKeyVault(new KeyTable(dataSource), another).find(ada))
                    .hasMessageContaining("not wrapped with this steveslist.master-key");
        }

        @Test
        void is_erased_with_a_name_that_a_certificate_can_state() {
            assertThat(data.eraseKey(ada)).isEqualTo("database/" + ada);
            assertThat(data.keyBackupsKept()).isEqualTo(Duration.ofDays(30));
        }
    }

    @Nested
    class A_lookup_hash {

        @Test
        void of_an_email_does_not_depend_on_case_or_blanks_around_it() {
            assertThat(data.lookupHash("email", " Ada@Example.com ")).isEqualTo(data.lookupHash("email", "ada@example.com"));
            assertThat(data.lookupHash("email", "ada@example.com")).isNotEqualTo(data.lookupHash("email", "ada@example.org"));
        }

        @Test
        void depends_on_kind_and_master_key() {
            String hash = data.lookupHash("email", "ada");
            assertThat(hash).matches("[0-9a-f]{64}").isNotEqualTo(data.lookupHash("phone", "ada"));
            assertThat(of(ANOTHER).lookupHash("email", "ada")).isNotEqualTo(hash);
        }
    }

    @Nested
    class A_master_key {

        @Test
        void that_is_no_base64_of_32_bytes_is_refused_without_being_quoted() {
            for (String bad : new String[] {null, "", "not base64!", base64("short")}) {
                assertThatThrownBy(() -> new MasterKey(bad)).hasMessageContaining("openssl rand -base64 32");
            }
            assertThatThrownBy(() -> new MasterKey("s3cret")).message().doesNotContain("s3cret");
        }
    }

    private PersonalData fresh() {
        return of(MASTER);
    }

    private PersonalData of(MasterKey master) {
        return new EncryptedPersonalData(new PersonKeys(vault), master::derive, Duration.ofDays(30));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
