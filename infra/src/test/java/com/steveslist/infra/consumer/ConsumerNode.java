package com.steveslist.infra.consumer;

import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.listing.ListingId;
import com.steveslist.infra.eventstore.TestLog;
import com.steveslist.infra.eventstore.append.Appender;
import com.steveslist.infra.eventstore.append.NewEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A log, the consumers' tables beside it, and nodes that run a {@link RecordingConsumer}. */
final class ConsumerNode implements AutoCloseable {

    final TestLog log = new TestLog();
    final RecordingConsumer consumer;
    final ParkedEvents parked;
    private final Appender appender;
    private final List<Consumers> nodes = new ArrayList<>();
    private long end;

    /** @param name of the consumer */
    ConsumerNode(String name) {
        consumer = new RecordingConsumer(name, log.dataSource());
        parked = new ParkedEvents(log.dataSource());
        appender = log.newAppender();
    }

    Consumers start() {
        Consumers node = new Consumers(
                List.of(consumer), log.log(), log.newSignal(), log.dataSource(), new JdbcTransactionManager(log.dataSource()));
        nodes.add(node);
        node.start();
        return node;
    }

    /** Appends events that the consumer wants, all in one stream from this version on. @return their positions */
    List<Long> published(ListingId id, long fromVersion, int count) {
        return append(LongStream.range(fromVersion, fromVersion + count)
                .mapToObj(version -> TestLog.event(id.value(), version, new ListingEvent.Published(id)))
                .toList());
    }

    /** Appends events that are none of the consumer's business. */
    List<Long> soldOut(ListingId id, long fromVersion, int count) {
        return append(LongStream.range(fromVersion, fromVersion + count)
                .mapToObj(version -> TestLog.event(id.value(), version, new ListingEvent.SoldOut(id)))
                .toList());
    }

    List<Long> append(List<NewEvent> events) {
        appender.append(TestLog.request(events.toArray(NewEvent[]::new)));
        long before = end;
        end += events.size();
        return LongStream.rangeClosed(before + 1, end).boxed().toList();
    }

    ConsumerStatus status() {
        return new ConsumerTables(log.dataSource())
                .status().stream().filter(status -> status.consumer().equals(consumer.name())).findFirst().orElseThrow();
    }

    boolean caughtUp() {
        return status().at().position() == end;
    }

    @Override
    public void close() throws Exception {
        nodes.forEach(Consumers::stop);
        log.close();
    }
}
