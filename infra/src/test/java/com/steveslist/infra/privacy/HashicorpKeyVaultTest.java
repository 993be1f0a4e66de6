package com.steveslist.infra.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.steveslist.command.privacy.KeysUnavailableException;
import com.steveslist.events.account.AccountId;
import com.steveslist.infra.privacy.KeysProperties.Hashicorp;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class HashicorpKeyVaultTest extends KeyVaultContract {

    private static final VaultServer SERVER = new VaultServer();

    private final AccountId ada = AccountId.next();

    @AfterAll
    static void close() {
        SERVER.close();
    }

    private static KeyVault vault(@Nullable String token, @Nullable String secretId) {
        return vault("secret", token, secretId);
    }

    private static KeyVault vault(String mount, @Nullable String token, @Nullable String secretId) {
        return new HashicorpKeyVault(new Hashicorp(
                SERVER.address(), null, mount, "steveslist/persons", token, "a-role", secretId, Duration.ofSeconds(1)));
    }

    @Override
    KeyVault vault() {
        return vault(VaultServer.TOKEN, null);
    }

    @Test
    void somebody_with_a_role_gets_a_token_and_a_new_one_when_that_ends() {
        KeyVault vault = vault(null, VaultServer.SECRET_ID);
        vault.create(ada);
        SERVER.endTokens();
        assertThat(vault.find(ada)).isPresent();
    }

    @Test
    void of_many_whose_token_has_ended_one_signs_in() throws Exception {
        KeyVault vault = vault(null, VaultServer.SECRET_ID);
        vault.create(ada);
        SERVER.endTokens();
        int before = SERVER.signIns();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            Callable<Boolean> reading = () -> vault.find(ada).isPresent();
            for (Future<Boolean> found : threads.invokeAll(Collections.nCopies(8, reading))) {
                assertThat(found.get()).isTrue();
            }
        }
        assertThat(SERVER.signIns() - before).isEqualTo(1);
    }

    @Test
    void where_no_engine_is_mounted_nobody_is_taken_to_be_erased() {
        assertThatThrownBy(() -> vault("secrets", VaultServer.TOKEN, null).find(ada))
                .isInstanceOf(KeysUnavailableException.class)
                .hasMessageContaining("is the engine mounted, and of version 2?");
    }

    @Test
    void an_engine_of_version_1_is_refused_before_a_key_is_trusted_to_it() {
        assertThatThrownBy(() -> vault("version-1", VaultServer.TOKEN, null).create(ada))
                .isInstanceOf(KeysUnavailableException.class)
                .hasMessageContaining("of version 2?");
    }

    @Test
    void a_wrong_secret_is_told_without_being_quoted() {
        assertThatThrownBy(() -> vault(null, "wr0ng").create(ada))
                .isInstanceOf(KeysUnavailableException.class)
                .hasMessageContaining("does not let us in")
                .message().doesNotContain("wr0ng");
        assertThatThrownBy(() -> vault("f0rged", null).find(ada))
                .isInstanceOf(KeysUnavailableException.class)
                .message().doesNotContain("f0rged");
    }

    @Test
    void what_fails_now_and_then_is_tried_again() {
        SERVER.failNext(2);
        vault().create(ada);
        assertThat(vault().find(ada)).isPresent();
    }

    @Test
    void what_fails_all_the_time_ends_in_time() {
        SERVER.failNext(100);
        try {
            assertThatThrownBy(() -> vault().find(ada)).isInstanceOf(KeysUnavailableException.class).hasMessageContaining("503");
        } finally {
            SERVER.failNext(0);
        }
    }

    @Test
    void a_server_that_hangs_is_waited_for_no_longer_than_the_time_outs() {
        SERVER.hang(true);
        try {
            long begun = System.nanoTime();
            assertThatThrownBy(() -> vault().find(ada)).isInstanceOf(KeysUnavailableException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(6));
        } finally {
            SERVER.hang(false);
        }
    }

    @Test
    void a_server_that_stops_in_the_middle_of_an_answer_is_waited_for_no_longer_either() {
        SERVER.hangInBody(true);
        try {
            long begun = System.nanoTime();
            assertThatThrownBy(() -> vault().find(ada)).isInstanceOf(KeysUnavailableException.class).hasMessageContaining("Timeout");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(6));
        } finally {
            SERVER.hangInBody(false);
        }
    }

    @Test
    void what_was_erased_is_not_kept_by_the_server_in_any_version() {
        vault().create(ada);
        String key = java.util.Base64.getEncoder().encodeToString(vault().find(ada).orElseThrow().getEncoded());
        assertThat(SERVER.holds(key)).isTrue();
        vault().erase(ada);
        assertThat(SERVER.holds(key)).isFalse();
    }
}
