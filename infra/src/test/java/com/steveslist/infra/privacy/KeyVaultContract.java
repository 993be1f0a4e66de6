package com.steveslist.infra.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.events.account.AccountId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;

/** What every {@link KeyVault} must do. */
abstract class KeyVaultContract {

    private static final int THREADS = 8;

    private final AccountId ada = AccountId.next();
    private final AccountId bob = AccountId.next();

    /** The vault under test, as a node that has just started sees it. */
    abstract KeyVault vault();

    private static byte[] bytes(Optional<SecretKey> key) {
        return key.orElseThrow().getEncoded();
    }

    @Test
    void a_key_is_made_and_is_the_same_for_every_node() {
        vault().create(ada);
        byte[] key = bytes(vault().find(ada));
        assertThat(key).hasSize(32);
        assertThat(bytes(vault().find(ada))).isEqualTo(key);
        assertThat(vault().find(ada).orElseThrow().getAlgorithm()).isEqualTo("AES");
    }

    @Test
    void everybody_has_another_key() {
        vault().create(ada);
        vault().create(bob);
        assertThat(bytes(vault().find(ada))).isNotEqualTo(bytes(vault().find(bob)));
    }

    @Test
    void who_has_none_is_found_to_have_none() {
        assertThat(vault().find(ada)).isEmpty();
    }

    @Test
    void making_a_key_again_changes_nothing() {
        vault().create(ada);
        byte[] key = bytes(vault().find(ada));
        vault().create(ada);
        assertThat(bytes(vault().find(ada))).isEqualTo(key);
    }

    @Test
    void an_erased_key_is_gone_and_never_made_again() {
        vault().create(ada);
        vault().create(bob);
        vault().erase(ada);
        assertThat(vault().find(ada)).isEmpty();
        vault().create(ada);
        assertThat(vault().find(ada)).isEmpty();
        vault().erase(ada);
        assertThat(vault().find(ada)).isEmpty();
        assertThat(vault().find(bob)).isPresent();
    }

    @Test
    void who_is_erased_before_a_key_was_made_never_gets_one() {
        vault().erase(ada);
        vault().create(ada);
        assertThat(vault().find(ada)).isEmpty();
    }

    @Test
    void of_many_that_make_a_key_at_once_all_get_the_same() throws Exception {
        CyclicBarrier together = new CyclicBarrier(THREADS);
        Callable<byte[]> making = () -> {
            KeyVault vault = vault();
            together.await();
            vault.create(ada);
            return bytes(vault.find(ada));
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<byte[]>> keys = threads.invokeAll(Stream.generate(() -> making).limit(THREADS).toList());
            byte[] key = bytes(vault().find(ada));
            for (Future<byte[]> one : keys) {
                assertThat(one.get()).isEqualTo(key);
            }
        }
    }

    @Test
    void says_which_kind_it_is() {
        assertThat(vault().kind()).isIn("database", "hashicorp", "aws-kms");
    }
}
