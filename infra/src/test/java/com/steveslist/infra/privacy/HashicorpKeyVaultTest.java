package com.steveslist.infra.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.steveslist.command.privacy.KeysUnavailableException;
import com.steveslist.events.account.AccountId;
import com.steveslist.infra.privacy.KeysProperties.Hashicorp;
import java.time.Duration;
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
        return new HashicorpKeyVault(new Hashicorp(
                SERVER.address(), null, "secret", "steveslist/persons", token, "a-role", secretId, Duration.ofSeconds(1)));
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
    void what_was_erased_is_not_kept_by_the_server_in_any_version() {
        vault().create(ada);
        String key = java.util.Base64.getEncoder().encodeToString(vault().find(ada).orElseThrow().getEncoded());
        assertThat(SERVER.holds(key)).isTrue();
        vault().erase(ada);
        assertThat(SERVER.holds(key)).isFalse();
    }
}
