package com.steveslist.projections.bench;

import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.order.OrderEvent;
import com.steveslist.infra.serialization.EventMapper;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.tokenstore.jpa.JpaTokenStore;
import org.axonframework.eventhandling.tokenstore.jpa.TokenEntry;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.json.JacksonSerializer;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

/** Views as Axon's books keep them: a tracking processor, a handler that finds an entity, changes it and saves it, event by event. */
final class UsualViews implements AutoCloseable {

    private static final long LOOK_MILLIS = 5;

    private final EntityManagerFactory factory;
    private final JpaTransactions transactions;
    private final EmbeddedEventStore events;
    private final AtomicLong handled = new AtomicLong();

    UsualViews(EventStorageEngine engine, DataSource pool) {
        this.factory = new HibernatePersistenceConfiguration("usual")
                .managedClasses(JpaListing.class, JpaOrder.class, TokenEntry.class)
                .property("hibernate.connection.datasource", pool)
                .property("hibernate.hbm2ddl.auto", "create")
                .createEntityManagerFactory();
        this.transactions = new JpaTransactions(factory);
        this.events = EmbeddedEventStore.builder().storageEngine(engine).build();
    }

    /**
     * Empties the tables and builds them from the first event for so long, or to the end. Answers how many events a second were handled, from the first one
     * on: starting a processor takes Axon a second or two.
     */
    double rebuild(Duration bound, long all) throws InterruptedException {
        transactions.executeInTransaction(this::empty);
        handled.set(0);
        TrackingEventProcessor processor = processor();
        processor.start();
        while (handled.get() == 0) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        long first = handled.get();
        long start = System.nanoTime();
        while (System.nanoTime() - start < bound.toNanos() && handled.get() < all) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        double perSecond = (handled.get() - first) * 1e9 / (System.nanoTime() - start);
        processor.shutDown();
        return perSecond;
    }

    @EventHandler
    void on(ListingEvent event, @Timestamp Instant at, @SequenceNumber long version) {
        EntityManager manager = transactions.getEntityManager();
        JpaListing known = manager.find(JpaListing.class, event.listingId().value());
        JpaListing listing = known == null ? new JpaListing() : known;
        listing.apply(event, at, version);
        manager.persist(listing);
        handled.incrementAndGet();
    }

    @EventHandler
    void on(OrderEvent event, @Timestamp Instant at, @SequenceNumber long version) {
        EntityManager manager = transactions.getEntityManager();
        JpaOrder known = manager.find(JpaOrder.class, event.orderId().value());
        JpaOrder order = known == null ? new JpaOrder() : known;
        order.apply(event, at, version);
        manager.persist(order);
        handled.incrementAndGet();
    }

    @Override
    public void close() {
        events.shutDown();
        factory.close();
    }

    private TrackingEventProcessor processor() {
        return TrackingEventProcessor.builder()
                .name("usual")
                .eventHandlerInvoker(SimpleEventHandlerInvoker.builder().eventHandlers(this).build())
                .errorHandler(PropagatingErrorHandler.instance())
                .messageSource(events)
                .tokenStore(JpaTokenStore.builder()
                        .entityManagerProvider(transactions)
                        .serializer(JacksonSerializer.builder().objectMapper(EventMapper.create()).build())
                        .build())
                .transactionManager(transactions)
                .trackingEventProcessorConfiguration(TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                        .andThreadFactory(name -> new AxonThreadFactory("usual"))
                        .andInitialTrackingToken(StreamableMessageSource::createTailToken))
                .build();
    }

    private void empty() {
        for (String table : new String[] {"jpa_listing", "jpa_order", "TokenEntry"}) {
            transactions.getEntityManager().createNativeQuery("truncate " + table).executeUpdate();
        }
    }
}
