package com.steveslist.infra.proof;

import com.steveslist.infra.consumer.ConsumerLedger;
import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.infra.eventstore.LogAddress;
import com.steveslist.infra.node.ConditionalOnRole;
import com.steveslist.infra.node.NodeRole;
import com.steveslist.infra.postgres.Pools;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;

/** Wires the proof of the log: any node reads it, those with role {@code proof} keep it. */
@AutoConfiguration
class ProofConfiguration {

    private static final int CONNECTIONS = 4;
    private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(60);

    @Bean(defaultCandidate = false)
    HikariDataSource proofDataSource(LogAddress log) {
        return open(log);
    }

    static HikariDataSource open(LogAddress log) {
        Pools.migrate(log.url(), log.user(), log.password(), "proof", "classpath:db/proof");
        return Pools.pool("proof", log.url(), log.user(), log.password(), LogAddress.SCHEMA, CONNECTIONS, STATEMENT_TIMEOUT);
    }

    @Bean
    ProofBook proofBook(@Qualifier("proofDataSource") HikariDataSource dataSource) {
        return new ProofBook(dataSource);
    }

    /** Not where no file is named that the key could be kept in: then nothing is signed, and nothing is proven. */
    @Bean
    @ConditionalOnRole(NodeRole.PROOF)
    @ConditionalOnExpression("!'${steveslist.proof.key:}'.isBlank()")
    ProofKeeper proofKeeper(
            @Qualifier("proofDataSource") HikariDataSource dataSource,
            EventLog log,
            ConsumerLedger ledger,
            @Value("${steveslist.proof.key}") Path keyFile) {
        return new ProofKeeper(dataSource, log, ledger, keyFile);
    }
}
