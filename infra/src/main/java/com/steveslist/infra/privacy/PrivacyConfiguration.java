package com.steveslist.infra.privacy;

import com.steveslist.command.privacy.CertificateSigner;
import com.steveslist.command.privacy.DerivedKeys;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.infra.postgres.Pools;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Wires the encryption of personal values. {@code steveslist.keys.vault} says where the keys are; another {@link KeyVault} bean goes before it. */
@AutoConfiguration(afterName = "com.steveslist.infra.eventstore.EventStoreConfiguration")
@EnableConfigurationProperties(KeysProperties.class)
class PrivacyConfiguration {

    private static final String SCHEMA = "keys";
    private static final int CONNECTIONS = 8;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** @param further base64 too, separated by commas: accepted while the master key is rotated */
    @Bean
    MasterKeys masterKeys(
            @Value("${steveslist.master-key:}") String base64, @Value("${steveslist.further-master-keys:}") String further) {
        return new MasterKeys(
                new MasterKey(base64),
                Arrays.stream(further.split(",")).filter(key -> !key.isBlank()).map(MasterKey::new).toList());
    }

    @Bean(defaultCandidate = false)
    HikariDataSource keysDataSource(KeysProperties keys) {
        Pools.migrate(keys.url(), keys.user(), keys.password(), SCHEMA, "classpath:db/keys");
        return Pools.pool("keys", keys.url(), keys.user(), keys.password(), SCHEMA, CONNECTIONS, TIMEOUT);
    }

    @Bean
    @ConditionalOnMissingBean
    KeyVault keyVault(KeysProperties keys, KeyTable table, MasterKeys masters) {
        return switch (keys.vault()) {
            case DATABASE -> new DatabaseKeyVault(table, masters);
            case HASHICORP -> new HashicorpKeyVault(keys.hashicorp());
            case AWS_KMS -> {
                String keyId = Objects.requireNonNull(keys.awsKms().keyId());
                yield new DatabaseKeyVault(table, new AwsKmsWrapper(AwsKmsClients.of(keys.awsKms()), keyId));
            }
        };
    }

    @Bean
    KeyTable keyTable(@Qualifier("keysDataSource") DataSource dataSource) {
        return new KeyTable(dataSource);
    }

    @Bean
    DerivedKeys derivedKeys(KeyTable table, MasterKeys masters) {
        return new KeptUseKeys(table, masters);
    }

    @Bean
    PersonKeys personKeys(KeyVault vault, ErasureWatch watch) {
        return new PersonKeys(vault, watch::hears);
    }

    @Bean
    ErasureWatch erasureWatch(EventLog log, ObjectProvider<PersonKeys> keys) {
        return new ErasureWatch(log, keys);
    }

    @Bean
    PersonalData personalData(PersonKeys personKeys, DerivedKeys derived, KeysProperties keys) {
        return new EncryptedPersonalData(personKeys, derived, keys.backupRetention());
    }

    @Bean
    CertificateSigner certificateSigner(KeysProperties keys) {
        return CertificateKey.at(keys.certificateKey());
    }
}
