package com.steveslist.projections.audit;

import com.steveslist.infra.consumer.LogConsumer;
import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.infra.eventstore.EventRows;
import com.steveslist.infra.eventstore.LogAddress;
import com.steveslist.infra.node.ConditionalOnRole;
import com.steveslist.infra.node.NodeRole;
import com.steveslist.infra.postgres.Pools;
import com.steveslist.infra.proof.ProofBook;
import com.steveslist.infra.serialization.EventJson;
import com.steveslist.query.audit.EventHistory;
import com.steveslist.query.audit.Proofs;
import com.steveslist.query.audit.StreamReplay;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Makes the history known on every node, with connections of its own; nodes with role {@code views} keep its index. */
@AutoConfiguration
class AuditConfiguration {

    private static final String SCHEMA = "audit";
    private static final int CONNECTIONS = 6;
    private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(15);

    @Bean(defaultCandidate = false)
    HikariDataSource auditDataSource(LogAddress log) {
        Pools.migrate(log.url(), log.user(), log.password(), SCHEMA, "classpath:db/audit");
        return Pools.pool(SCHEMA, log.url(), log.user(), log.password(), null, CONNECTIONS, STATEMENT_TIMEOUT);
    }

    @Bean(defaultCandidate = false)
    EventRows auditRows(@Qualifier("auditDataSource") DataSource dataSource) {
        return new EventRows(dataSource);
    }

    @Bean
    EventHistory eventHistory(EventLog log, @Qualifier("auditRows") EventRows rows) {
        return new LogHistory(log, rows);
    }

    @Bean
    StreamReplay streamReplay(@Qualifier("auditRows") EventRows rows, EventJson json) {
        return new LogReplay(rows, json);
    }

    @Bean
    Proofs proofs(ProofBook book) {
        return new LogProofs(book);
    }

    /** It writes in the transactions of its place in the log, so through the pool of all processors. */
    @Bean
    @ConditionalOnRole(NodeRole.VIEWS)
    LogConsumer auditIndex(
            @Qualifier("processorDataSource") DataSource dataSource, @Qualifier("auditDataSource") DataSource migrated) {
        return new AuditIndex(dataSource);
    }
}
