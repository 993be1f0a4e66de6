package com.steveslist.twin.axon;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.EntityManager;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.jpa.EntityManagerProvider;
import org.axonframework.common.jpa.SimpleEntityManagerProvider;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.tokenstore.jpa.JpaTokenStore;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.jpa.JpaEventStorageEngine;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.json.JacksonSerializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What Axon's starter wires when it finds JPA, with every setting as it comes but one: JSON instead of XML, which is faster. */
@Configuration(proxyBeanMethods = false)
class AxonConfiguration {

    @Bean
    EntityManagerProvider entityManagers(EntityManager shared) {
        return new SimpleEntityManagerProvider(shared);
    }

    @Bean
    Serializer axonSerializer() {
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
            Serializer serializer) {
        return TrackingEventProcessor.builder()
                .name("listing")
                .eventHandlerInvoker(SimpleEventHandlerInvoker.builder().eventHandlers(projection).build())
                .messageSource(events)
                .tokenStore(JpaTokenStore.builder().entityManagerProvider(entityManagers).serializer(serializer).build())
                .transactionManager(transactions)
                .build();
    }
}
