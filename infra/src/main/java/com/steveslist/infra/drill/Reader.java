package com.steveslist.infra.drill;

import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.infra.consumer.Consumers;
import com.steveslist.infra.consumer.LogConsumer;
import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.infra.eventstore.LogSignal;
import com.steveslist.infra.serialization.EventJson;
import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Reads the log as every view does, and writes down what it saw in the transaction that moves it on. */
final class Reader implements LogConsumer {

    /** By which its connections are found. */
    static final String POOL = "drill-reader";

    private static final int CONNECTIONS = 4;
    private static final int STARTS = 10;

    private final String name;
    private final JdbcClient sql;

    private Reader(String name, JdbcClient sql) {
        this.name = name;
        this.sql = sql;
    }

    /** Readers of one node: they share what the node keeps of the log's end. */
    static Consumers consumers(DrillLog log, List<String> names) {
        HikariDataSource pool = log.pool(POOL, CONNECTIONS);
        LogSignal signal = log.closedAtTheEnd(new LogSignal(log.address()));
        List<LogConsumer> readers = names.stream().<LogConsumer>map(name -> new Reader(name, JdbcClient.create(pool))).toList();
        Consumers consumers = begun(
                () -> new Consumers(readers, new EventLog(pool, new EventJson()), signal, pool, new JdbcTransactionManager(pool)));
        log.closedAtTheEnd(consumers::stop);
        return consumers;
    }

    /** A node whose connection is cut while it starts is started again. */
    private static Consumers begun(Supplier<Consumers> start) {
        for (int tries = 1;; tries++) {
            try {
                return start.get();
            } catch (DataAccessException e) {
                if (tries == STARTS) {
                    throw e;
                }
            }
        }
    }

    /** A process that reads until it is killed. Arguments: the reader's name. */
    public static void main(String[] arguments) throws Exception {
        DrillLog log = DrillLog.at(Child.parent());
        consumers(log, List.of(arguments)).start();
        Thread.currentThread().join();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> lane(RecordedEvent event) {
        return Optional.of(event.envelope().stream());
    }

    @Override
    public void apply(List<RecordedEvent> events) {
        sql.sql("insert into drill.reading (reader, positions, event_ids) values (?, ?, ?)")
                .params(name,
                        events.stream().map(RecordedEvent::position).toArray(Long[]::new),
                        events.stream().map(event -> event.envelope().eventId()).toArray(String[]::new))
                .update();
    }
}
