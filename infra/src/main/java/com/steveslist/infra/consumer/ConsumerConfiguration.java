package com.steveslist.infra.consumer;

import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.infra.eventstore.LogSignal;
import com.steveslist.infra.postgres.Pools;
import com.steveslist.infra.postgres.PostgresProperties;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.PlatformTransactionManager;

/** Runs every {@link LogConsumer} bean of this node. */
@AutoConfiguration
class ConsumerConfiguration {

    /** So that whoever writes progress can depend on its schema being there. */
    @Bean
    ConsumerSchema consumerSchema(PostgresProperties postgres) {
        Pools.migrate(postgres.url(), postgres.user(), postgres.password(), "consumer", "classpath:db/consumer");
        return new ConsumerSchema();
    }

    @Bean
    Consumers consumers(
            ObjectProvider<LogConsumer> consumers,
            EventLog log,
            LogSignal signal,
            ConsumerSchema schema,
            @Qualifier("processorDataSource") DataSource dataSource,
            @Qualifier("processorTransactionManager") PlatformTransactionManager transactions) {
        List<LogConsumer> all = consumers.orderedStream().toList();
        return new Consumers(all, log, signal, dataSource, transactions);
    }

    @Bean
    ConsumerLedger consumerLedger(ConsumerSchema schema, @Qualifier("processorDataSource") DataSource dataSource) {
        return new ConsumerLedger(dataSource);
    }

    @Bean
    ReadModelCopies readModelCopies(ConsumerSchema schema, @Qualifier("processorDataSource") DataSource dataSource) {
        return new ReadModelCopies(dataSource);
    }

    @Bean
    ConsumerMetrics consumerMetrics(Consumers consumers) {
        return new ConsumerMetrics(consumers);
    }
}
