package com.steveslist.infra.privacy;

import com.steveslist.command.privacy.PersonalData;
import com.steveslist.infra.postgres.Pools;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Wires the encryption of personal values. Another {@link KeyVault} bean takes the place of the database. */
@AutoConfiguration
@EnableConfigurationProperties(KeysProperties.class)
class PrivacyConfiguration {

    private static final String SCHEMA = "keys";
    private static final int CONNECTIONS = 8;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @Bean
    MasterKey masterKey(@Value("${steveslist.master-key:}") String base64) {
        return new MasterKey(base64);
    }

    @Bean(defaultCandidate = false)
    HikariDataSource keysDataSource(KeysProperties keys) {
        Pools.migrate(keys.url(), keys.user(), keys.password(), SCHEMA, "classpath:db/keys");
        return Pools.pool("keys", keys.url(), keys.user(), keys.password(), SCHEMA, CONNECTIONS, TIMEOUT);
    }

    @Bean
    @ConditionalOnMissingBean
    KeyVault keyVault(@Qualifier("keysDataSource") DataSource dataSource, MasterKey masterKey) {
        return new DatabaseKeyVault(dataSource, masterKey);
    }

    @Bean
    PersonalData personalData(KeyVault vault, MasterKey masterKey) {
        return new EncryptedPersonalData(new PersonKeys(vault), masterKey);
    }
}
