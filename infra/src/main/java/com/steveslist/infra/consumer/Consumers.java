package com.steveslist.infra.consumer;

import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.infra.eventstore.LogSignal;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** All consumers of this node: started when the application is up, stopped before its pools close. */
public final class Consumers implements SmartLifecycle {

    private static final int TRANSACTION_SECONDS = 30;

    private final ConsumerTables tables;
    private final LogSignal signal;
    private final List<ConsumerBatch> batches;
    private volatile List<ConsumerRunner> runners = List.of();

    public Consumers(
            List<LogConsumer> consumers,
            EventLog log,
            LogSignal signal,
            DataSource dataSource,
            PlatformTransactionManager transactions) {
        this.tables = new ConsumerTables(dataSource);
        this.signal = signal;
        TransactionTemplate template = new TransactionTemplate(transactions);
        template.setTimeout(TRANSACTION_SECONDS);
        SharedLog shared = new SharedLog(log);
        ParkedEvents parking = new ParkedEvents(dataSource);
        this.batches = consumers.stream()
                .map(consumer -> new ConsumerBatch(consumer, shared::after, ConsumerBatch.SIZE, log, tables, parking, template))
                .toList();
        batches.forEach(batch -> tables.register(batch.consumer()));
    }

    @Override
    public synchronized void start() {
        runners = batches.stream().map(batch -> new ConsumerRunner(batch, tables, signal)).toList();
        runners.forEach(ConsumerRunner::start);
    }

    @Override
    public synchronized void stop() {
        runners.forEach(ConsumerRunner::stop);
        runners.forEach(ConsumerRunner::close);
        runners = List.of();
    }

    @Override
    public boolean isRunning() {
        return !runners.isEmpty();
    }

    /** Every consumer there is, also those that run on other nodes. */
    public List<ConsumerStatus> status() {
        return tables.status();
    }
}
