package com.steveslist.infra.consumer;

import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.infra.eventstore.LogSignal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** All consumers of this node: started when the application is up, stopped before its pools close, and helped when one is stuck. */
public final class Consumers implements SmartLifecycle {

    private static final int TRANSACTION_SECONDS = 30;

    private final ConsumerTables tables;
    private final LogSignal signal;
    private final Map<String, ConsumerBatch> batches;
    private volatile List<ConsumerRunner> runners = List.of();

    Consumers(
            List<LogConsumer> consumers,
            EventLog log,
            LogSignal signal,
            DataSource dataSource,
            PlatformTransactionManager transactions) {
        this.tables = new ConsumerTables(dataSource);
        this.signal = signal;
        TransactionTemplate template = new TransactionTemplate(transactions);
        template.setTimeout(TRANSACTION_SECONDS);
        this.batches = consumers.stream()
                .map(consumer -> new ConsumerBatch(consumer, log, tables, template))
                .collect(Collectors.toMap(ConsumerBatch::consumer, Function.identity()));
    }

    @Override
    public synchronized void start() {
        batches.keySet().forEach(tables::register);
        runners = batches.values().stream().map(batch -> new ConsumerRunner(batch, signal)).toList();
        runners.forEach(ConsumerRunner::start);
    }

    @Override
    public synchronized void stop() {
        runners.forEach(ConsumerRunner::close);
        runners = List.of();
    }

    @Override
    public boolean isRunning() {
        return !runners.isEmpty();
    }

    /** Every consumer that ever ran on this database, also those of other nodes. */
    public List<ConsumerStatus> status() {
        return tables.status();
    }

    /** Applies what is parked in a lane, in order, until one fails again. @return how many were applied */
    public int retry(String consumer, String lane) {
        ConsumerBatch batch = batches.get(consumer);
        if (batch == null) {
            throw new IllegalArgumentException("no consumer of this node is called " + consumer + ": use one of " + batches.keySet());
        }
        return batch.retry(lane);
    }

    /** Gives up on what is parked in a lane; what and why is kept. @return how many were given up */
    public int discard(String consumer, String lane, String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("say why the events are given up");
        }
        return tables.discard(consumer, lane, reason);
    }
}
