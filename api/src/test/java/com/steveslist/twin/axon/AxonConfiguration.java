package com.steveslist.twin.axon;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.thoughtworks.xstream.XStream;
import jakarta.persistence.EntityManager;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.jpa.EntityManagerProvider;
import org.axonframework.common.jpa.SimpleEntityManagerProvider;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.tokenstore.jpa.JpaTokenStore;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.jpa.JpaEventStorageEngine;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.json.JacksonSerializer;
import org.axonframework.serialization.xml.CompactDriver;
import org.axonframework.serialization.xml.XStreamSerializer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What {@code axon-spring-boot-starter} 4.13 wires when it finds JPA, no Axon Server, and nothing configured; wired here by hand, since the
 * starter itself would start in Steveslist's own tests too. Where each choice comes from:
 *
 * <ul>
 *   <li>XML by XStream: {@code SerializerProperties} begins as {@code DEFAULT}, which {@code AxonAutoConfiguration} makes an
 *       {@link XStreamSerializer}; "Axon uses the XStreamSerializer by default" (reference guide, Serialization). The application's own
 *       packages are allowed, as {@code XStreamAutoConfiguration} does.
 *   <li>{@link JpaEventStorageEngine}, {@link JpaTokenStore}: "If JPA is available, an Event Store with a JPA Event Storage Engine is used
 *       by default" (reference guide, Spring Boot). Payloads are {@code @Lob}, thus large objects in PostgreSQL.
 *   <li>{@link SimpleCommandBus} in a transaction, no snapshots, no cache of aggregates: what is there when no other bean is.
 *   <li>{@link TrackingEventProcessor} with one thread and one event a transaction: {@code EventProcessorProperties} begins as
 *       {@code TRACKING}, batch size 1.
 *   <li>Ten connections: HikariCP's own default, which Spring Boot leaves.
 * </ul>
 *
 * <p>The tuned twin differs in what Axon's users are usually told to change: {@code twin.serializer=jackson}, {@code twin.batch-size=100},
 * payloads as {@code bytea} ({@link ByteaDialect}) and 16 connections. Both get correlation data and monitoring off, which costs them less
 * than the starter would.
 */
@Configuration(proxyBeanMethods = false)
class AxonConfiguration {

    @Bean
    EntityManagerProvider entityManagers(EntityManager shared) {
        return new SimpleEntityManagerProvider(shared);
    }

    @Bean
    @ConditionalOnProperty(name = "twin.serializer", havingValue = "xstream", matchIfMissing = true)
    Serializer xml() {
        XStream xStream = new XStream(new CompactDriver());
        xStream.allowTypesByWildcard(new String[] {"com.steveslist.twin.**"});
        return XStreamSerializer.builder().xStream(xStream).build();
    }

    @Bean
    @ConditionalOnProperty(name = "twin.serializer", havingValue = "jackson")
    Serializer json() {
        return JacksonSerializer.builder().objectMapper(new ObjectMapper().findAndRegisterModules()).build();
    }

    @Bean(destroyMethod = "shutDown")
    EmbeddedEventStore eventStore(EntityManagerProvider entityManagers, SpringTransactions transactions, Serializer serializer) {
        return EmbeddedEventStore.builder()
                .storageEngine(JpaEventStorageEngine.builder()
                        .entityManagerProvider(entityManagers)
                        .transactionManager(transactions)
                        .eventSerializer(serializer)
                        .snapshotSerializer(serializer)
                        .build())
                .build();
    }

    @Bean
    CommandBus commandBus(SpringTransactions transactions, EmbeddedEventStore events) {
        SimpleCommandBus bus = SimpleCommandBus.builder().transactionManager(transactions).build();
        EventSourcingRepository<ListingAggregate> repository =
                EventSourcingRepository.builder(ListingAggregate.class).eventStore(events).build();
        AggregateAnnotationCommandHandler.<ListingAggregate>builder()
                .aggregateType(ListingAggregate.class)
                .repository(repository)
                .build()
                .subscribe(bus);
        return bus;
    }

    @Bean
    CommandGateway commandGateway(CommandBus bus) {
        return DefaultCommandGateway.builder().commandBus(bus).build();
    }

    @Bean(initMethod = "start", destroyMethod = "shutDown")
    TrackingEventProcessor listingProcessor(
            ListingProjection projection,
            EmbeddedEventStore events,
            EntityManagerProvider entityManagers,
            SpringTransactions transactions,
            Serializer serializer,
            @Value("${twin.batch-size:1}") int batchSize) {
        return TrackingEventProcessor.builder()
                .name("listing")
                .eventHandlerInvoker(SimpleEventHandlerInvoker.builder().eventHandlers(projection).build())
                .messageSource(events)
                .tokenStore(JpaTokenStore.builder().entityManagerProvider(entityManagers).serializer(serializer).build())
                .transactionManager(transactions)
                .trackingEventProcessorConfiguration(
                        TrackingEventProcessorConfiguration.forSingleThreadedProcessing().andBatchSize(batchSize))
                .build();
    }
}
