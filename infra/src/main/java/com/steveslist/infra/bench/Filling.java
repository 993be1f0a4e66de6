package com.steveslist.infra.bench;

import com.steveslist.infra.eventstore.append.AppendRequest;
import com.steveslist.infra.eventstore.append.Appender;
import com.steveslist.infra.eventstore.append.NewEvent;
import com.steveslist.infra.serialization.EventJson;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;

/** Fills stores with {@link SampleMarket#sale()}s before they are read; not measured. */
public final class Filling {

    private static final int WRITERS = 64;

    private Filling() {}

    /** Through our appender, by many at once, so that streams are mixed as in real life. */
    public static void ours(Appender appender, int sales) throws InterruptedException {
        ours(appender, sales, SampleMarket::sale);
    }

    /** Likewise with sales of another kind. @param sale asked by many threads */
    public static void ours(Appender appender, int sales, Supplier<List<Sample>> sale) throws InterruptedException {
        EventJson json = new EventJson();
        Semaphore writers = new Semaphore(WRITERS);
        for (int i = 0; i < sales; i++) {
            writers.acquire();
            Thread.startVirtualThread(() -> {
                List<NewEvent> events = sale.get().stream().map(sample -> sample.toNewEvent(json)).toList();
                appender.append(new AppendRequest(events, null, List.of()));
                writers.release();
            });
        }
        writers.acquire(WRITERS);
    }

    public static void axon(JdbcEventStorageEngine engine, int sales) {
        int together = 100;
        for (int done = 0; done < sales; done += together) {
            Stream<Sample> events = IntStream.range(0, Math.min(together, sales - done)).boxed().flatMap(i -> SampleMarket.sale().stream());
            List<? extends DomainEventMessage<?>> messages = events.map(Sample::toMessage).toList();
            engine.appendEvents(messages);
        }
    }
}
