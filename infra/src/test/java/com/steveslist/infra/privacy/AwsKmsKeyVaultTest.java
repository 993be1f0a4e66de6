package com.steveslist.infra.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.steveslist.command.privacy.KeysUnavailableException;
import com.steveslist.events.account.AccountId;
import com.steveslist.infra.privacy.KeysProperties.AwsKms;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.KmsClient;

class AwsKmsKeyVaultTest extends KeyVaultContract {

    private static final KeyDatabase DATABASE = new KeyDatabase();
    private static final KmsServer SERVER = new KmsServer();
    private static KmsClient client;

    private final AccountId ada = AccountId.next();
    private final AccountId bob = AccountId.next();

    /** Where the SDK looks before anywhere else, save for the environment. */
    @BeforeAll
    static void credentials() {
        System.setProperty("aws.accessKeyId", KmsServer.ACCESS_KEY);
        System.setProperty("aws.secretAccessKey", KmsServer.SECRET_KEY);
        client = AwsKmsClients.of(new AwsKms(KmsServer.KEY_ID, "eu-central-1", SERVER.address(), Duration.ofSeconds(1)));
    }

    @AfterAll
    static void close() {
        client.close();
        SERVER.close();
        DATABASE.close();
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    @Override
    KeyVault vault() {
        return new DatabaseKeyVault(DATABASE.table(), new AwsKmsWrapper(client, KmsServer.KEY_ID));
    }

    @Test
    void a_wrapped_key_opens_for_its_own_person_only() {
        vault().create(ada);
        KeyTable table = DATABASE.table();
        table.addIfNew(bob.value(), table.find(ada.value()).orElseThrow());
        assertThatThrownBy(() -> vault().find(bob)).hasMessageContaining("not wrapped for it");
    }

    @Test
    void names_what_wrapped_it_and_is_none_of_a_master_keys_business() {
        vault().create(ada);
        assertThat(DATABASE.table().find(ada.value()).orElseThrow().by()).isEqualTo("aws-kms " + KmsServer.ARN);
        assertThat(DATABASE.table().wrappedByOthers("a-master-key", "", 100)).isEmpty();
    }

    @Test
    void what_fails_now_and_then_is_tried_again_and_what_fails_all_the_time_ends() {
        SERVER.failNext(1);
        vault().create(ada);
        assertThat(vault().find(ada)).isPresent();
        SERVER.failNext(100);
        try {
            assertThatThrownBy(() -> vault().find(ada)).isInstanceOf(KeysUnavailableException.class);
        } finally {
            SERVER.failNext(0);
        }
    }

    @Test
    void an_answer_that_comes_a_byte_at_a_time_is_waited_for_no_longer_than_the_time_outs() {
        vault().create(ada);
        SERVER.drip(true);
        try {
            long begun = System.nanoTime();
            assertThatThrownBy(() -> vault().find(ada)).isInstanceOf(KeysUnavailableException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
        } finally {
            SERVER.drip(false);
        }
    }
}
