package com.steveslist.twin.jpa;

import com.steveslist.twin.shared.ListingRequest;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/** Plain Spring Boot with JPA. */
@SpringBootApplication(scanBasePackageClasses = {JpaTwin.class, ListingRequest.class})
@EntityScan(basePackageClasses = {JpaTwin.class, ListingRequest.class})
@EnableJpaRepositories(basePackageClasses = {JpaTwin.class, ListingRequest.class}, considerNestedRepositories = true)
public class JpaTwin {

    public static void main(String[] args) {
        SpringApplication.run(JpaTwin.class, args);
    }
}
