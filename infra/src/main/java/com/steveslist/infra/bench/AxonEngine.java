package com.steveslist.infra.bench;

import com.steveslist.infra.serialization.EventMapper;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.DataSourceConnectionProvider;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcSQLErrorCodesResolver;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.serialization.json.JacksonSerializer;

/**
 * Axon's own SQL engine, at its best: bytea payloads, the same JSON as ours from the same mapper, tables of its own PostgreSQL factory. An append is one
 * statement that commits itself, without the round trips of a transaction around it that an application would have.
 */
public final class AxonEngine {

    private AxonEngine() {}

    /** @param page events that one query of a reader fetches; 100 is what Axon does by itself */
    public static JdbcEventStorageEngine on(DataSource pool, int page) {
        JacksonSerializer json = JacksonSerializer.builder().objectMapper(EventMapper.create()).lenientDeserialization().build();
        JdbcEventStorageEngine engine = JdbcEventStorageEngine.builder()
                .connectionProvider(new DataSourceConnectionProvider(pool))
                .transactionManager(NoTransactionManager.INSTANCE)
                .persistenceExceptionResolver(new JdbcSQLErrorCodesResolver())
                .eventSerializer(json)
                .snapshotSerializer(json)
                .dataType(byte[].class)
                .schema(new EventSchema())
                .batchSize(page)
                .build();
        engine.createSchema(PostgresEventTableFactory.INSTANCE);
        return engine;
    }
}
