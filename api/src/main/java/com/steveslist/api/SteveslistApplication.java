package com.steveslist.api;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.MultipartAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcObservationAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;

/**
 * Starts a node. What it does is said by {@code steveslist.roles}; what stands behind it arrives by auto-configuration. Left out are
 * Boot's one data source (each owner has its own bounded pool), its users, its form uploads, its HTML error page and its
 * observation of requests.
 */
@SpringBootApplication(
        exclude = {
                DataSourceAutoConfiguration.class,
                DataSourceTransactionManagerAutoConfiguration.class,
                UserDetailsServiceAutoConfiguration.class,
                MultipartAutoConfiguration.class,
                ErrorMvcAutoConfiguration.class,
                WebMvcObservationAutoConfiguration.class
        })
public class SteveslistApplication {

    public static void main(String[] args) {
        SpringApplication.run(SteveslistApplication.class, args);
    }
}
