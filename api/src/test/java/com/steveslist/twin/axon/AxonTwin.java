package com.steveslist.twin.axon;

import com.steveslist.twin.shared.ListingRequest;
import org.axonframework.eventhandling.tokenstore.jpa.TokenEntry;
import org.axonframework.eventsourcing.eventstore.jpa.DomainEventEntry;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/** Spring Boot with Axon and JPA; {@link AxonConfiguration} says what is set and what is not. */
@SpringBootApplication(scanBasePackageClasses = {AxonTwin.class, ListingRequest.class})
@EntityScan(basePackageClasses = {AxonTwin.class, ListingRequest.class, DomainEventEntry.class, TokenEntry.class})
@EnableJpaRepositories(basePackageClasses = {AxonTwin.class, ListingRequest.class})
public class AxonTwin {

    public static void main(String[] args) {
        SpringApplication.run(AxonTwin.class, args);
    }
}
