package com.steveslist.infra.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.events.account.AccountId;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class KilledRotationTest {

    private static final int PEOPLE = 1_500;
    private static final int KILLS = 3;
    private static final String OLD = key("0123456789abcdef0123456789abcdef");
    private static final String NEW = key("fedcba9876543210fedcba9876543210");

    private static String key(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private static MasterKeys masters(String current, String... further) {
        return new MasterKeys(new MasterKey(current), List.of(further).stream().map(MasterKey::new).toList());
    }

    @Test
    void whenever_a_rotation_is_killed_every_key_can_be_read_and_the_next_one_goes_on() throws Exception {
        try (KeyDatabase database = new KeyDatabase()) {
            KeyTable table = database.table();
            JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
            Map<AccountId, byte[]> people = new LinkedHashMap<>();
            MasterKeys old = masters(OLD);
            for (int i = 0; i < PEOPLE; i++) {
                people.put(AccountId.next(), AesGcm.randomKey());
            }
            people.forEach((person, key) -> table.addIfNew(person.value(), old.wrap(person.value(), key)));
            int done = 0;
            for (int kill = 1; kill <= KILLS; kill++) {
                int enough = Math.max(done + 1, PEOPLE * kill / (KILLS + 2));
                Process rotation = RotationInAnotherProcess.start(database.dataSource(), NEW, OLD);
                await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(2)).until(() -> rewrapped(jdbc) >= enough);
                rotation.destroyForcibly().waitFor();
                done = rewrapped(jdbc);
                assertThat(done).as("wrapped anew when it was killed").isLessThan(PEOPLE);
                readAll(people, new DatabaseKeyVault(table, kill % 2 == 0 ? masters(NEW, OLD) : masters(OLD, NEW)));
            }
            Process last = RotationInAnotherProcess.start(database.dataSource(), NEW, OLD);
            assertThat(last.waitFor()).isZero();
            assertThat(rewrapped(jdbc)).isEqualTo(PEOPLE);
            readAll(people, new DatabaseKeyVault(table, masters(NEW)));
        }
    }

    private static int rewrapped(JdbcTemplate jdbc) {
        Integer count =
                jdbc.queryForObject("select count(*) from person_key where wrapped_by = ?", Integer.class, masters(NEW).currentId());
        return count == null ? 0 : count;
    }

    private static void readAll(Map<AccountId, byte[]> people, KeyVault vault) {
        people.forEach((person, key) -> assertThat(vault.find(person).orElseThrow().getEncoded()).isEqualTo(key));
    }
}
